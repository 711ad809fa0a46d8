using Headroom.Testing;

namespace Headroom.Architecture.Tests.Modules;

public sealed class ModuleMapTests
{
    [Fact]
    public void Projects_and_map_agree() =>
        Faults.None(ModuleMapRules.Faults(ModuleMap.All, Path.Combine(Repository.Root, "src")));

    [Fact]
    public void The_map_is_the_table_of_the_documentation()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "architecture.md"))
            .Where(line => line.StartsWith("| `Headroom.", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (Name: cells[1].Trim('`'), MaySee: cells[3], Pure: cells[4]));

        var expected = ModuleMap.All.Select(module => (
            Name: module.Key,
            MaySee: module.Value.MaySee.Length == 0
                ? "-"
                : string.Join(", ", module.Value.MaySee.Select(name => name["Headroom.".Length..])),
            Pure: module.Value.IsPure ? "yes" : "no"));
        Assert.Equal(expected, rows);
    }

    [Fact]
    public void Every_project_is_in_the_solution_and_every_module_has_tests()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Headroom.slnx"));

        Assert.All(ModuleMap.All.Keys, module =>
        {
            Assert.Contains($"src/{module}/{module}.csproj", solution, StringComparison.Ordinal);
            Assert.Contains($"tests/{module}.Tests/{module}.Tests.csproj", solution, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_planted_fault_is_caught()
    {
        var source = Directory.CreateTempSubdirectory("headroom-modules-");
        Plant(source, "A", "<Pure>true</Pure>");
        Plant(source, "B", "<ProjectReference Include=\"../C/C.csproj\" />");
        Plant(source, "New", "");
        var map = new Dictionary<string, Module>
        {
            ["A"] = new(IsPure: false),
            ["B"] = new(IsPure: true, "A"),
            ["Gone"] = new(IsPure: false),
        };

        Assert.Equal(
            [
                "A must not say <Pure>true</Pure>",
                "B must say <Pure>true</Pure>",
                "B references C, which the map does not allow",
                "Gone is in the map of modules and has no project",
                "New is not in the map of modules",
            ],
            ModuleMapRules.Faults(map, source.FullName).Order(StringComparer.Ordinal));
        source.Delete(recursive: true);
    }

    private static void Plant(DirectoryInfo source, string name, string content) =>
        File.WriteAllText(
            Path.Combine(source.CreateSubdirectory(name).FullName, $"{name}.csproj"), $"<Project>{content}</Project>");
}

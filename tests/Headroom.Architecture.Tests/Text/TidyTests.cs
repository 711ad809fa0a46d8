using Headroom.Testing;

namespace Headroom.Architecture.Tests.Text;

public sealed class TidyTests
{
    private static readonly string[] SourceFolders = ["src", "tests", "bench"];

    [Fact]
    public void Every_source_file_keeps_the_habits() =>
        Faults.None(SourceFiles()
            .SelectMany(path => TidyRule.Faults(path, File.ReadAllText(Path.Combine(Repository.Root, path)))));

    [Fact]
    public void Files_are_short_as_a_rule()
    {
        // One concept a file: the median stays at 60 lines or below.
        var lengths = SourceFiles()
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal))
            .Select(path => File.ReadLines(Path.Combine(Repository.Root, path)).Count())
            .Order().ToArray();

        Assert.InRange(lengths[lengths.Length / 2], 1, 60);
    }

    [Theory]
    [InlineData("src/A/B/C.cs", "namespace A.C;\n", "the namespace is A.C, its folder says A.B")]
    [InlineData("src/A/C.cs", "internal sealed class JobManager;\n", "JobManager ends in Manager")]
    [InlineData("src/A/C.cs", "public readonly record struct NodeInfo(int X);\n", "NodeInfo ends in Info")]
    [InlineData("src/A/C.cs", "\tvar x = 1;\n", "line 1: a tab")]
    [InlineData("src/A/C.cs", "x\n    #region Fields\n", "line 2: a region")]
    [InlineData("src/A/C.cs", "// TO" + "DO mend this\n", "a reminder without an issue")]
    public void A_planted_fault_is_caught(string path, string text, string fault) =>
        Assert.Contains(fault, Assert.Single(TidyRule.Faults(path, text)), StringComparison.Ordinal);

    [Fact]
    public void Files_and_lines_that_are_too_long_are_caught()
    {
        Assert.Contains(
            "401 lines", Assert.Single(TidyRule.Faults("src/A/C.cs", new string('\n', 401))), StringComparison.Ordinal);
        Assert.Contains(
            "121 columns",
            Assert.Single(TidyRule.Faults("src/A/C.cs", new string('x', 121))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_with_a_text_in_it_may_be_long()
    {
        var text = new string('x', 121);

        Assert.Empty(TidyRule.Faults("src/A/C.cs", $"\"{text}\"\n"));
        Assert.Empty(TidyRule.Faults("src/A/C.cs", $"\"\"\"\n{text}\n\"\"\"\n"));
        Assert.Contains(
            "line 4: 121 columns",
            Assert.Single(TidyRule.Faults("src/A/C.cs", $"\"\"\"\nx\n\"\"\"\n{text}\n")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_reminder_with_its_issue_is_allowed() =>
        Assert.Empty(TidyRule.Faults("src/A/C.cs", "// TO" + "DO (#12): mend this\n"));

    private static IEnumerable<string> SourceFiles() =>
        from folder in SourceFolders
        from path in Directory.EnumerateFiles(
            Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
        select Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using Headroom.Cli;
using Headroom.Testing;

namespace Headroom.Architecture.Tests.Text;

/// <summary>What the documentation shows is held against the program, so that it cannot rot.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Documents =>
    [
        .. Directory.GetFiles(Repository.Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_line_parses(string document) => Faults.None(
        CommandLines(File.ReadAllText(Path.Combine(Repository.Root, document)))
            .SelectMany(line => CommandLine.Faults(Words(line)).Select(fault => $"{document}: {line}: {fault}")));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_somewhere(string document)
    {
        var path = Path.Combine(Repository.Root, document);
        var targets = Link().Matches(File.ReadAllText(path)).Select(link => link.Groups["target"].Value)
            .Where(target => !target.StartsWith("http", StringComparison.Ordinal) && !target.StartsWith('#'))
            .Select(target => Path.Combine(Path.GetDirectoryName(path)!, target.Split('#')[0]));

        Assert.All(
            targets, target => Assert.True(Path.Exists(target), $"{document} links to {target}, which does not exist"));
    }

    [Fact]
    public void Every_package_is_used_and_explained()
    {
        var packages = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"))
            .Descendants().Where(element => element.Name.LocalName is "PackageVersion" or "GlobalPackageReference")
            .Select(element => element.Attribute("Include")!.Value);
        var explained = File.ReadAllText(Path.Combine(Repository.Root, "docs", "dependencies.md"));

        Assert.All(packages, package => Assert.Contains($"| `{package}` |", explained, StringComparison.Ordinal));
    }

    [Fact]
    public void Planted_faults_are_caught()
    {
        var lines = CommandLines("    ./headroom replay packing --polcies fgd # comment\n`./headroom bench list`\n"
            + "$ ./headroom replay queue > out.txt\n").ToArray();

        Assert.Equal(["replay packing --polcies fgd", "bench list", "replay queue"], lines);
        Assert.NotEmpty(CommandLine.Faults(Words(lines[0])));
        Assert.Empty(CommandLine.Faults(Words(lines[1])));
        Assert.Equal(
            ["a.md", "b/c.md#d"],
            Link().Matches("[x](a.md) and [y](b/c.md#d)").Select(link => link.Groups["target"].Value));
    }

    private static IEnumerable<string> CommandLines(string text) =>
        Invocation().Matches(text.Replace("\\\n", " ", StringComparison.Ordinal))
            .Select(match => Ending().Replace(match.Groups["arguments"].Value, "").Trim())
            // A line that stands for any command, or that shows where arguments go, is prose.
            .Where(line => line.Length > 0
                && !line.Contains('…', StringComparison.Ordinal) && !line.Contains("...", StringComparison.Ordinal));

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\./headroom (?<arguments>[^\n`]*)")]
    private static partial Regex Invocation();

    // What the shell takes for itself, and brackets of the sentence around.
    [GeneratedRegex(@"\s*(#|>|\||&&|;|\)).*$")]
    private static partial Regex Ending();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}

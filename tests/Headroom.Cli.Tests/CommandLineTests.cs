using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Tests;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands =>
        [.. Paths(CommandLine.Root(new Terminal(TextWriter.Null, TextWriter.Null)), "")];

    public static TheoryData<string> Examples =>
        [.. Documented(CommandLine.Root(new Terminal(TextWriter.Null, TextWriter.Null)))
            .SelectMany(command => command.Examples)];

    [Fact]
    public void The_version_is_one_line()
    {
        var result = Cli.Run("--version");

        Assert.Equal(new CliResult(ExitCode.Done, "headroom 0.1.0\n", ""), result);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_help_with_an_example(string command)
    {
        var result = Cli.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Contains("Example", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_a_command_line_that_parses(string example)
    {
        var words = example.Replace("source <(", "", StringComparison.Ordinal)
            .Replace(" | source", "", StringComparison.Ordinal)
            .TrimEnd(')');

        Assert.Empty(CommandLine.Faults(words.Split(' ')[1..]));
    }

    [Theory]
    [InlineData("", "a command is missing: up, submit, jobs, job, why, logs", "'headroom --help'")]
    [InlineData("replay", "a command is missing: packing, bound, queue", "'headroom replay --help'")]
    [InlineData("replya", "unknown command or argument 'replya'; did you mean 'replay'", "'headroom --help'")]
    [InlineData(
        "replay queue --polices fifo",
        "unknown option '--polices'; did you mean '--policies'",
        "'headroom replay queue --help'")]
    [InlineData(
        "replay queue --policies fifo,ezay",
        "unknown policy 'ezay'; did you mean 'easy'; known: fifo, sjf, ",
        "'headroom replay queue --help'")]
    [InlineData("replay queue --format xml", "unknown format 'xml'; known: csv, muri, chronus, gavel, sacct", "")]
    [InlineData("replay packing --policies zzzzzzzzz", "unknown policy 'zzzzzzzzz'; known: random, ", "")]
    [InlineData("replay packing --output yaml", "unknown output 'yaml'; known: table, json, csv", "")]
    [InlineData("replay packing --seeds x", "--seeds 'x' is not a whole number or a range", "")]
    [InlineData("replay packing --inflate NaN", "--inflate 'NaN' is not a number from 0.01 to 10", "")]
    [InlineData("replay packing --moves -1", "--moves '-1' is not a whole number from 0 to 1000", "")]
    [InlineData("replay packing --threads 0", "--threads '0' is not a whole number from 1 to 256", "")]
    [InlineData("replay packing --seeds 1 --seeds 2", "--seeds", "")]
    [InlineData("replay packing --nodes", "missing for option: '--nodes'", "")]
    [InlineData("replay queue --cluster 0x8", "--cluster '0x8' is not NODESxGPUS such as 8x8", "")]
    [InlineData("replay queue --format muri", "--format belongs to --jobs", "")]
    [InlineData("replay packing --nodes nodes.csv", "--nodes and --pods belong together", "")]
    [InlineData("bench", "a scenario is missing: list, fgd-run", "")]
    [InlineData("bench fdg-run", "unknown scenario 'fdg-run'; did you mean 'fgd-run'", "")]
    public void Wrong_use_is_one_sentence_on_the_error_stream(string line, string sentence, string hint)
    {
        var result = Cli.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Contains(hint, result.Error, StringComparison.Ordinal);
        Assert.InRange(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 2);
    }

    [Fact]
    public void A_path_may_begin_with_an_at_sign()
    {
        Assert.Empty(CommandLine.Faults(["replay", "queue", "--jobs", "@jobs.csv"]));
    }

    private static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.Where(child => !child.Hidden).SelectMany(child => Paths(child, $"{path} {child.Name}")).Prepend(path);

    private static IEnumerable<DocumentedCommand> Documented(Command command) =>
        command.Subcommands.SelectMany(Documented).Concat(command.Subcommands.OfType<DocumentedCommand>()).Distinct();
}

using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Simulation.Packing;

namespace Headroom.Cli.Replay;

/// <summary><c>headroom replay packing</c>: places a workload without times under several policies.</summary>
internal static class ReplayPackingCommand
{
    private const int MovesMax = 1_000;

    public static Command Create(Terminal terminal)
    {
        var nodes = SharedOptions.Nodes();
        var pods = SharedOptions.Pods();
        var policies = Choices.Some("--policies", "policy", "Placement policies", PackingReplay.PolicyNames);
        var seeds = SharedOptions.Seeds();
        var inflation = SharedOptions.Inflation();
        var moves = Numbers.Whole(
            "--moves", "Running pods that may be moved for each 1,000 arrivals [default: 0]", 0, MovesMax);
        var mix = Choices.One("--mix", "mix", "Where a policy learns the workload's mix from",
            ("trace", MixSource.Trace), ("arrivals", MixSource.Arrivals));
        var output = SharedOptions.Output();
        var html = SharedOptions.Html();
        var threads = SharedOptions.Threads();

        var command = new DocumentedCommand(
            "packing",
            "Place a workload on a cluster, pod by pod, and compare how much of the cluster each policy allocates.",
            "headroom replay packing",
            "headroom replay packing --nodes nodes.csv --pods default.csv,gpuspec33.csv --policies fgd,headroom "
            + "--html report.html",
            "headroom replay packing --seeds 42 --output json")
        {
            nodes, pods, policies, seeds, inflation, moves, mix, output, html, threads,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var page = parsed.GetValue(html) is { } path ? WholeFile.At(path) : null;
            var grid = new PackingGrid
            {
                Traces = PackingTrace.ReadAll(parsed.GetValue(nodes), pods.In(parsed)),
                Policies = parsed.GetValue(policies) ?? PackingReplay.PolicyNames,
                Seeds = seeds.In(parsed),
                Inflation = inflation.In(parsed),
                Mix = mix.In(parsed),
                Moves = parsed.GetValue(moves),
            };
            var results = grid.Run(new RunPool(terminal, parsed.GetValue(threads), interrupted));
            page?.Write(PackingReport.Page(PackingSummary.Of(results), grid, ShellText.CommandLine(parsed)));
            Write(terminal, results, output.In(parsed), grid.Moves is not null);
            if (page is not null) terminal.Error.WriteLine($"headroom: wrote {page.Path}.");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Write(
        Terminal terminal, IReadOnlyList<PackingResult> results, OutputFormat format, bool withMoves)
    {
        switch (format)
        {
            case OutputFormat.Json:
                PackingOutput.WriteJson(terminal.Output, results, withMoves);
                break;
            case OutputFormat.Csv:
                PackingOutput.WriteCsv(terminal.Output, results);
                break;
            default:
                PackingTable.Write(terminal, PackingSummary.Of(results), withMoves);
                break;
        }
    }
}

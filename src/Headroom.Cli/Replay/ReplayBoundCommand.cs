using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Simulation.Packing;

namespace Headroom.Cli.Replay;

/// <summary><c>headroom replay bound</c>: what no placement policy can exceed.</summary>
internal static class ReplayBoundCommand
{
    private const int PointsMax = 1_000;

    public static Command Create(Terminal terminal)
    {
        var nodes = SharedOptions.Nodes();
        var pods = SharedOptions.Pods();
        var seeds = SharedOptions.Seeds();
        var inflation = SharedOptions.Inflation();
        var at = Numbers.List("--at", "Percents of arrived demand [default: 100,130]", [100, 130], PointsMax);
        var output = SharedOptions.Output();
        var threads = SharedOptions.Threads();

        var command = new DocumentedCommand(
            "bound",
            "Compute the most that any placement of the same arrivals can allocate, by linear programming.",
            "headroom replay bound",
            "headroom replay bound --nodes nodes.csv --pods default.csv --seeds 42 --at 100 --output json")
        {
            nodes, pods, seeds, inflation, at, output, threads,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var points = Points(at.In(parsed), inflation.In(parsed));
            var traces = PackingTrace.ReadAll(parsed.GetValue(nodes), pods.In(parsed));
            var bounds = Compute(
                traces, seeds.In(parsed), points, inflation.In(parsed),
                new RunPool(terminal, parsed.GetValue(threads), interrupted));
            BoundOutput.Write(terminal, bounds, output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static int[] Points(IReadOnlyList<long> percents, double inflation)
    {
        var last = (int)Math.Round(inflation * 100);
        if (percents.FirstOrDefault(percent => percent < 1 || percent > last) is not 0 and var outside)
        {
            throw new CommandFailure(ExitCode.WrongUse, string.Create(CultureInfo.InvariantCulture,
                $"--at {outside} lies outside the arrivals; choose from 1 to {last}, or raise --inflate."));
        }

        return [.. percents.Select(percent => (int)percent)];
    }

    private static IReadOnlyList<Bound> Compute(
        IReadOnlyList<PackingTrace> traces, IReadOnlyList<long> seeds, int[] points, double inflation, RunPool pool)
    {
        SharedOptions.RequireRunCount(traces.Count, seeds.Count, points.Length);
        var cells =
            from trace in traces
            from seed in seeds
            from point in points
            select (Trace: trace, Seed: seed, Point: point);
        return pool.Map("bounding", [.. cells], cell =>
        {
            // The bound knows the arrivals alone: any policy's name will do.
            var options =
                new PackingOptions { Policy = PackingReplay.PolicyNames[0], Seed = cell.Seed, Inflation = inflation };
            var measured = Timed<double>.Measure(
                () => PackingBound.Allocated(cell.Trace.Nodes, cell.Trace.Tasks, options, cell.Point));
            return new Bound(cell.Trace.Name, cell.Seed, cell.Point, measured);
        });
    }
}

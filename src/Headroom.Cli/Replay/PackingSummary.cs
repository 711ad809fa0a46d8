using Headroom.Cli.Output;
using Headroom.Simulation.Packing;

namespace Headroom.Cli.Replay;

/// <summary>One policy on one trace, over its seeds.</summary>
internal sealed record PackingSummary
{
    /// <summary>Demand at which policies are compared: the cluster's own size.</summary>
    public const int FullDemand = 100;

    public required int TraceIndex { get; init; }

    public required string Trace { get; init; }

    public required string Policy { get; init; }

    /// <summary>The policy's runs, one a seed.</summary>
    public required IReadOnlyList<PackingRun> Runs { get; init; }

    public required Statistics Milliseconds { get; init; }

    /// <summary>Percent of arrived demand at the end of the runs.</summary>
    public int LastArrived => Runs[0].Curve[^1].Arrived;

    public Statistics AllocatedAtFullDemand => At(FullDemand, point => point.Allocated);

    public Statistics AllocatedAtEnd => At(LastArrived, point => point.Allocated);

    public Statistics FragmentationRatioAtFullDemand => At(FullDemand, point => point.FragmentationRatio);

    public Statistics Failed => Statistics.Of(Runs.Select(run => (double?)run.Failed));

    public Statistics Moves => Statistics.Of(Runs.Select(run => (double?)run.Moves));

    /// <summary>Points of allocation at the end that moves added; empty without moves.</summary>
    public Statistics Gained =>
        Statistics.Of(Runs.Select(run => run.AllocatedPercent - run.AllocatedPercentWithoutMoves));

    /// <summary>Summaries by trace, then policy, in the order of the results.</summary>
    public static IReadOnlyList<PackingSummary> Of(IReadOnlyList<PackingResult> results) =>
    [
        .. results.GroupBy(result => (result.TraceIndex, result.Run.Policy)).Select(group => new PackingSummary
        {
            TraceIndex = group.Key.TraceIndex,
            Trace = group.First().Trace,
            Policy = group.Key.Policy,
            Runs = [.. group.Select(result => result.Run)],
            Milliseconds = Statistics.Of(group.Select(result => (double?)result.Measured.Milliseconds)),
        }),
    ];

    /// <summary>The policies of each trace.</summary>
    public static IEnumerable<IGrouping<int, PackingSummary>> ByTrace(IEnumerable<PackingSummary> summaries) =>
        summaries.GroupBy(summary => summary.TraceIndex);

    /// <summary>
    /// Statistics of one quantity at one percent of arrived demand; empty where the curve does not reach.
    /// </summary>
    public Statistics At(int arrived, Func<PackingCurvePoint, double?> quantity) =>
        Statistics.Of(Runs.Select(run => arrived < run.Curve.Count ? quantity(run.Curve[arrived]) : null));
}

using Headroom.Cli.Output;

namespace Headroom.Cli.Replay;

/// <summary>The numbers of one row: of a policy on one trace, or over several traces.</summary>
internal sealed record PackingTableRow
{
    private const string AllTraces = "mean of traces";

    public required string Trace { get; init; }

    public required string Policy { get; init; }

    public required Statistics AllocatedAtFullDemand { get; init; }

    public required Statistics AllocatedAtEnd { get; init; }

    public required Statistics FragmentationRatioAtFullDemand { get; init; }

    public required double? Failed { get; init; }

    public required double? Moves { get; init; }

    public required double? Gained { get; init; }

    public required double? Milliseconds { get; init; }

    public static PackingTableRow Of(PackingSummary summary) => new()
    {
        Trace = summary.Trace,
        Policy = summary.Policy,
        AllocatedAtFullDemand = summary.AllocatedAtFullDemand,
        AllocatedAtEnd = summary.AllocatedAtEnd,
        FragmentationRatioAtFullDemand = summary.FragmentationRatioAtFullDemand,
        Failed = summary.Failed.Mean,
        Moves = summary.Moves.Mean,
        Gained = summary.Gained.Mean,
        Milliseconds = summary.Milliseconds.Mean,
    };

    /// <summary>
    /// The mean of one policy's rows. Its deviation would mix that of traces with that of seeds, so there is none.
    /// </summary>
    public static PackingTableRow MeanOf(IReadOnlyList<PackingTableRow> rows) => new()
    {
        Trace = AllTraces,
        Policy = rows[0].Policy,
        AllocatedAtFullDemand = Mean(row => row.AllocatedAtFullDemand.Mean, rows),
        AllocatedAtEnd = Mean(row => row.AllocatedAtEnd.Mean, rows),
        FragmentationRatioAtFullDemand = Mean(row => row.FragmentationRatioAtFullDemand.Mean, rows),
        Failed = Mean(row => row.Failed, rows).Mean,
        Moves = Mean(row => row.Moves, rows).Mean,
        Gained = Mean(row => row.Gained, rows).Mean,
        Milliseconds = Mean(row => row.Milliseconds, rows).Mean,
    };

    private static Statistics Mean(Func<PackingTableRow, double?> quantity, IReadOnlyList<PackingTableRow> rows) =>
        Statistics.Of(rows.Select(quantity)) with { Deviation = null };
}

using Headroom.Capacity.Ladder;
using Headroom.Capacity.Planning;

namespace Headroom.Cli.Capacity;

/// <summary>A gap as it is printed.</summary>
/// <param name="Name">The history.</param>
/// <param name="Ladder">What was measured.</param>
internal sealed record GapResult(string Name, GapLadder Ladder)
{
    /// <summary>What a GPU-hour is in the unit.</summary>
    public required double Factor { get; init; }

    /// <summary>The unit's name.</summary>
    public required string Unit { get; init; }

    /// <summary>Months from order to opening.</summary>
    public required int LeadMonths { get; init; }

    /// <summary>Months in which demand doubles.</summary>
    public required double DoublingMonths { get; init; }

    /// <summary>GPU-hours that a better policy takes off the gap; null where it was not replayed.</summary>
    public required double? Share { get; init; }

    /// <summary>Demand by pool, chip and tenant at once, by hour; null where it was not asked for.</summary>
    public IReadOnlyList<GapCell>? Cells { get; init; }

    /// <summary>What would close it, in GPU-hours.</summary>
    public required IReadOnlyList<GapMeasure> Measures { get; init; }

    /// <summary>Share of demand that capacity ordered today covers on the day it opens.</summary>
    public double CoverAtOpening => LeadTime.Cover(LeadMonths, DoublingMonths);

    /// <summary>GPU-hours that a route returns; null where nothing of it was asked for.</summary>
    public double? Returned(string route) =>
        Measures.Where(measure => measure.Route == route).ToArray() is { Length: > 0 } all
            ? all.Sum(measure => measure.GpuHours)
            : null;

    /// <summary>The steps of the ladder, with their keys.</summary>
    public IEnumerable<(string Step, string Key, double? Value)> Steps =>
    [
        ("nameplate", "nameplate", Ladder.Nameplate),
        ("in service", "inService", Ladder.InService),
        ("allocated", "allocated", Ladder.Allocated),
        ("busy", "busy", Ladder.Busy),
        ("useful (MFU)", "useful", Ladder.Useful),
        ("demand: running", "running", Ladder.Allocated),
        ("demand: pending", "pending", Ladder.Pending),
        ("demand: refused", "refused", Ladder.Refused),
        ("demand", "demand", Ladder.Demand),
        ("gap", "gap", Ladder.Gap),
        ("waited beside free chips", "waitedBesideFree", Ladder.WaitedBesideFree),
    ];
}

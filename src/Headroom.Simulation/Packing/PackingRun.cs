namespace Headroom.Simulation.Packing;

/// <summary>What one replay of a packing experiment measured.</summary>
public sealed record PackingRun
{
    /// <summary>Name of the placement policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Seed of the arrival order and of the node order.</summary>
    public required long Seed { get; init; }

    /// <summary>Tasks that arrived, those that failed included.</summary>
    public required int Arrivals { get; init; }

    /// <summary>Tasks that no node could take when they arrived; they do not come back.</summary>
    public required int Failed { get; init; }

    /// <summary>Running tasks that were moved to another node; 0 unless moves were allowed.</summary>
    public required int Moves { get; init; }

    /// <summary>
    /// What <see cref="AllocatedPercent"/> would have been without moves; null unless moves were allowed. The
    /// difference is what they gained.
    /// </summary>
    public double? AllocatedPercentWithoutMoves { get; init; }

    /// <summary>One point for each percent of arrived demand, from 0 to the inflation in percent.</summary>
    public required IReadOnlyList<PackingCurvePoint> Curve { get; init; }

    /// <summary>
    /// Allocated accelerators in percent at the last point of <see cref="Curve"/>; null when nothing arrived there.
    /// </summary>
    public double? AllocatedPercent => Curve[^1].Allocated;
}

/// <summary>The three published quantities at one percent of arrived demand, with the published rounding.</summary>
/// <param name="Arrived">Demand arrived so far, in percent of the fleet's accelerators.</param>
/// <param name="Allocated">Accelerators allocated, in percent, two decimals; null where no arrival fell
/// on this percent.</param>
/// <param name="Fragmentation">Fragmented accelerators in percent of all, two decimals.</param>
/// <param name="FragmentationRatio">Fragmented accelerators in percent of the idle ones, not rounded.</param>
public sealed record PackingCurvePoint(
    int Arrived, double? Allocated, double? Fragmentation, double? FragmentationRatio);

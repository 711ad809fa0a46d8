namespace Headroom.Capacity.Siting;

/// <summary>What to build, and what it comes to.</summary>
/// <param name="Cost">Expected cost with the weight of risk: what the plan makes least.</param>
/// <param name="Bound">No plan has less.</param>
/// <param name="Orders">What is ordered.</param>
/// <param name="Futures">What each future would be like, in the order of the case.</param>
public sealed record SitingPlan(double Cost, double Bound, SitingOrders Orders, IReadOnlyList<SitingOutcome> Futures)
{
    /// <summary>Halls ordered, by option of the case and quarter.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Halls => Orders.Halls;

    /// <summary>Share by which the plan may cost more than the best one.</summary>
    public double Gap => Cost > 0 ? Math.Max(0, (Cost - Bound) / Cost) : 0;

    /// <summary>Halls ordered in all.</summary>
    public int HallCount => Halls.Sum(row => row.Sum());
}

/// <summary>Orders, the same in all futures.</summary>
/// <param name="Halls">Halls, by option of the case and quarter.</param>
/// <param name="Petabytes">Petabytes of storage, by cluster and quarter.</param>
public sealed record SitingOrders(
    IReadOnlyList<IReadOnlyList<int>> Halls, IReadOnlyList<IReadOnlyList<double>> Petabytes);

/// <summary>A plan in one future.</summary>
/// <param name="Cost">Building, running, distance and shortage.</param>
/// <param name="Unserved">Share of demand for accelerators over all quarters that is not served.</param>
/// <param name="Unstored">Share of demand for storage that is not kept; 0 where there is none.</param>
public sealed record SitingOutcome(double Cost, double Unserved, double Unstored);

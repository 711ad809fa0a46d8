namespace Headroom.Capacity.Siting;

/// <summary>What to build, and what it comes to.</summary>
/// <param name="Cost">Expected cost with the weight of risk: what the plan makes least.</param>
/// <param name="Bound">No plan has less.</param>
/// <param name="Halls">Halls ordered, by cluster and quarter.</param>
/// <param name="Futures">What each future would be like, in the order of the case.</param>
public sealed record SitingPlan(
    double Cost, double Bound, IReadOnlyList<IReadOnlyList<int>> Halls, IReadOnlyList<SitingOutcome> Futures)
{
    /// <summary>Share by which the plan may cost more than the best one.</summary>
    public double Gap => Cost > 0 ? Math.Max(0, (Cost - Bound) / Cost) : 0;

    /// <summary>Halls ordered in all.</summary>
    public int HallCount => Halls.Sum(row => row.Sum());
}

/// <summary>A plan in one future.</summary>
/// <param name="Cost">Building, running, distance and shortage.</param>
/// <param name="Unserved">Share of demand over all quarters that is not served.</param>
public sealed record SitingOutcome(double Cost, double Unserved);

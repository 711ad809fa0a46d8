namespace Headroom.Capacity.Siting;

/// <summary>
/// Capacitated warehouse location as the OR-Library has it (Beasley, "OR-Library: distributing test problems by
/// electronic mail", Journal of the Operational Research Society 41, 1990).
/// </summary>
/// <param name="Capacities">By site: the most demand that it can serve.</param>
/// <param name="OpeningCosts">By site: what opening it costs.</param>
/// <param name="Demands">By customer.</param>
/// <param name="ServingCosts">By customer and site: cost of serving all of the customer's demand from there.</param>
public sealed record LocationCase(
    IReadOnlyList<double> Capacities,
    IReadOnlyList<double> OpeningCosts,
    IReadOnlyList<double> Demands,
    IReadOnlyList<IReadOnlyList<double>> ServingCosts);

/// <summary>A plan for a case, and what is proved of it.</summary>
/// <param name="Cost">Total cost of the plan.</param>
/// <param name="Bound">No plan costs less.</param>
/// <param name="Opened">Sites that are opened, by index, ascending.</param>
/// <param name="Shares">By customer and site: share of its demand served from there.</param>
public sealed record LocationPlan(
    double Cost, double Bound, IReadOnlyList<int> Opened, IReadOnlyList<IReadOnlyList<double>> Shares)
{
    /// <summary>Share by which the plan may cost more than the best one; 0 for a proved optimum.</summary>
    public double Gap => Cost > 0 ? Math.Max(0, (Cost - Bound) / Cost) : 0;
}

using Headroom.Capacity.Siting;

namespace Headroom.Cli.Capacity;

/// <summary>A plan, and what was studied of it.</summary>
internal sealed record SitingResult(SitingCase Case, SitingPlan Plan)
{
    /// <summary>Value of the stochastic solution; null where it was not asked for or cannot be told.</summary>
    public SitingSaving? StochasticValue { get; init; }

    /// <summary>Regret by future; null where it was not asked for.</summary>
    public IReadOnlyList<SitingSaving?>? Regrets { get; init; }

    /// <summary>Price by rule; null where it was not asked for.</summary>
    public IReadOnlyList<SitingSaving>? RulePrices { get; init; }
}

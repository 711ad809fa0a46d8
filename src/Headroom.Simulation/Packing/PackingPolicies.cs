using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Placement;
using Headroom.Scheduling.Placement.Scores;
using Headroom.Scheduling.Placement.Stranding;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Packing;

/// <summary>The placement policies by name.</summary>
internal static class PackingPolicies
{
    /// <summary>Names, in the order of the published tables.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["random", "dotprod", "clustering", "packing", "bestfit", "fgd", "headroom"];

    /// <summary>A new policy for <paramref name="pool"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No policy has this name.</exception>
    public static IPlacementPolicy Create(string name, NodePool pool, GoRandom chance) => name switch
    {
        "random" => new RandomPlacement(pool, chance.Below),
        "dotprod" => new ScoredPlacement(pool, new DotProductScore(pool)),
        "clustering" => new ScoredPlacement(pool, new GpuClusteringScore(pool)),
        "packing" => new ScoredPlacement(pool, new GpuPackingScore(pool)),
        "bestfit" => new ScoredPlacement(pool, new BestFitScore(pool)),
        "fgd" => new FragmentationGradientPlacement(pool),
        "headroom" => new StrandingPlacement(pool),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, $"the policies are {string.Join(", ", Names)}"),
    };
}

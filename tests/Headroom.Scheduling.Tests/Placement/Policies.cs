using Headroom.Cluster;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Placement;
using Headroom.Scheduling.Placement.Scores;
using Headroom.Scheduling.Placement.Stranding;
using Headroom.Scheduling.Workloads;

namespace Headroom.Scheduling.Tests.Placement;

/// <summary>Every placement policy, for tests of what they have in common.</summary>
internal static class Policies
{
    public static TheoryData<string> Names { get; } =
        ["random", "dotprod", "clustering", "packing", "bestfit", "fgd", "headroom"];

    /// <summary>A policy that knows <paramref name="workload"/>, if it is one that learns.</summary>
    public static IPlacementPolicy Create(string name, NodePool pool, IEnumerable<TaskRequest> workload)
    {
        IPlacementPolicy policy = name switch
        {
            "random" => new RandomPlacement(pool, Below()),
            "dotprod" => new ScoredPlacement(pool, new DotProductScore(pool)),
            "clustering" => new ScoredPlacement(pool, new GpuClusteringScore(pool)),
            "packing" => new ScoredPlacement(pool, new GpuPackingScore(pool)),
            "bestfit" => new ScoredPlacement(pool, new BestFitScore(pool)),
            "fgd" => new FragmentationGradientPlacement(pool),
            _ => new StrandingPlacement(pool),
        };
        (policy as ILearningPolicy)?.Learn(RequestCount.Of(workload));
        return policy;
    }

    // Any sequence will do that reaches all numbers: a linear congruential generator (Numerical Recipes, section 7.1).
    private static Func<int, int> Below()
    {
        var state = 1u;
        return bound => (int)((state = unchecked(state * 1_664_525 + 1_013_904_223)) % (uint)bound);
    }
}

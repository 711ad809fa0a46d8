using Headroom.Cluster;
using Headroom.Scheduling.Fragmentation;
using Headroom.Scheduling.Placement;
using Headroom.Scheduling.Placement.Scores;

namespace Headroom.Simulation.Packing;

/// <summary>Replays a workload without times: tasks arrive one by one, each is placed at once or fails.</summary>
public static class PackingReplay
{
    /// <summary>Most arrivals of one replay; a workload that asks for next to no accelerators would never reach its demand.</summary>
    public const int ArrivalsMax = 5_000_000;

    /// <summary>Names of the policies, in the order of the published tables.</summary>
    public static IReadOnlyList<string> PolicyNames { get; } =
        ["random", "dotprod", "clustering", "packing", "bestfit", "fgd", "headroom"];

    /// <summary>Replays <paramref name="tasks"/> on <paramref name="nodes"/>.</summary>
    public static PackingRun Run(IReadOnlyList<Node> nodes, IReadOnlyList<RecordedTask> tasks, PackingOptions options)
    {
        var arrivals = new Arrivals(nodes, tasks, options);
        var mix = TargetMix.Of(tasks.Select(task => task.Request));
        var pool = new NodePool(arrivals.Nodes);
        var classes = new TaskClasses(pool.ChipModels);
        var gauge = new FragmentationGauge(mix, pool.ChipModels);
        var policy = Policy(options.Policy, pool, gauge, arrivals);
        var gpuMilli = nodes.Sum(node => (long)node.GpuMilli);
        var curve = new CurveRecorder(gpuMilli, (int)Math.Round(options.Inflation * 100));
        var fragmented = new FragmentedTotal(pool, gauge);
        long arrived = 0, allocated = 0;
        var failed = 0;
        foreach (var request in arrivals.Tasks)
        {
            var task = classes.Of(request);
            arrived += task.GpuMilliTotal;
            if (policy.Choose(task) is { } placement)
            {
                pool.Allocate(task, placement);
                allocated += task.GpuMilliTotal;
            }
            else
            {
                failed++;
            }

            curve.Add(arrived, allocated, fragmented.Now());
        }

        return new PackingRun
        {
            Policy = options.Policy,
            Seed = options.Seed,
            Arrivals = arrivals.Tasks.Count,
            Failed = failed,
            Moves = 0,
            Curve = curve.Curve(),
        };
    }

    private static IPlacementPolicy Policy(string name, NodePool pool, FragmentationGauge gauge, Arrivals arrivals) => name switch
    {
        "random" => new RandomPlacement(pool, arrivals.Chance.Below),
        "dotprod" => new ScoredPlacement(pool, new DotProductScore(pool)),
        "clustering" => new ScoredPlacement(pool, new GpuClusteringScore(pool)),
        "packing" => new ScoredPlacement(pool, new GpuPackingScore(pool)),
        "bestfit" => new ScoredPlacement(pool, new BestFitScore(pool)),
        "fgd" => new ScoredPlacement(pool, new FragmentationGradientScore(pool, gauge)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such policy"),
    };
}

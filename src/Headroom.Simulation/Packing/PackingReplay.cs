using Headroom.Cluster;

namespace Headroom.Simulation.Packing;

/// <summary>
/// Replays a workload without times: tasks arrive one by one, each is placed at once or fails for good. The experiment
/// of "Beware of Fragmentation" (Weng et al., ATC'23, section 6), with its arrival order, ties and rounding.
/// </summary>
public static class PackingReplay
{
    /// <summary>
    /// Most arrivals of one replay; a workload that asks for next to no accelerators would never reach its demand.
    /// </summary>
    public const int ArrivalsMax = 5_000_000;

    /// <summary>Names of the policies, in the order of the published tables.</summary>
    public static IReadOnlyList<string> PolicyNames => PackingPolicies.Names;

    /// <summary>
    /// Replays <paramref name="tasks"/> on <paramref name="nodes"/>. The same arguments give the
    /// same run on every machine.
    /// </summary>
    /// <exception cref="ArgumentException">No task or no node has an accelerator, or an option is out
    /// of its range.</exception>
    public static PackingRun Run(IReadOnlyList<Node> nodes, IReadOnlyList<RecordedTask> tasks, PackingOptions options)
    {
        options.Check(nodes, tasks);
        var run = new PackingExperiment(nodes, tasks, options).Run();
        if (options.MovesPerThousandArrivals == 0) return run;

        var unmoved = new PackingExperiment(nodes, tasks, options with { MovesPerThousandArrivals = 0 }).Run();
        return run with { AllocatedPercentWithoutMoves = unmoved.AllocatedPercent };
    }
}

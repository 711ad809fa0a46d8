using Headroom.Cluster;

namespace Headroom.Simulation.Packing;

/// <summary>Replays a workload without times: tasks arrive one by one, each is placed at once or fails.</summary>
public static class PackingReplay
{
    /// <summary>Names of the policies, in the order of the published tables.</summary>
    public static IReadOnlyList<string> PolicyNames { get; } =
        ["random", "dotprod", "clustering", "packing", "bestfit", "fgd", "headroom"];

    /// <summary>Replays <paramref name="tasks"/> on <paramref name="nodes"/>.</summary>
    public static PackingRun Run(IReadOnlyList<Node> nodes, IReadOnlyList<RecordedTask> tasks, PackingOptions options) =>
        throw new NotSupportedException();
}

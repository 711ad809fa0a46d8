using Headroom.Client.Pool;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Server.Clusters;
using Headroom.Server.Loop;

namespace Headroom.Server.Views;

/// <summary>The clusters of a pool as the API shows them.</summary>
internal static class ClusterViews
{
    /// <summary>The clusters, in the order of their first nodes; last those that have none yet.</summary>
    public static IReadOnlyList<ClusterView> Of(LoopState state, PoolEngines engines)
    {
        var cluster = state.Cluster;
        return
        [
            .. Enumerable.Range(0, cluster.Fleet.Nodes.Count)
                .Where(node => engines.Has(cluster.Fleet.Nodes[node].Place.Cluster))
                .GroupBy(node => cluster.Fleet.Nodes[node].Place.Cluster, StringComparer.Ordinal)
                .Select(group => new ClusterView(
                    group.Key.Length > 0 ? group.Key : engines.Of(group.Key).Name,
                    engines.Of(group.Key).Kind,
                    group.Count(),
                    group.Count(node => cluster.StatusOf(node) == NodeStatus.InService),
                    group.Sum(node => cluster.Fleet.Nodes[node].GpuCount),
                    group.Sum(node => (long)Sum(cluster.Room.MilliLeft(node))),
                    StateOf([.. group.Select(cluster.StatusOf)]))),
            .. Empty(cluster.Fleet, engines),
        ];
    }

    // Those that have never told of a node: they were added while they were silent.
    private static IEnumerable<ClusterView> Empty(Fleet fleet, PoolEngines engines)
    {
        var known = Enumerable.Range(0, fleet.Nodes.Count).Select(node => engines.Of(fleet, node)).ToHashSet();
        return engines.All.Where(engine => !known.Contains(engine)).Select(engine =>
            new ClusterView(engine.Name, engine.Kind, Nodes: 0, NodesInService: 0, Gpus: 0, 0, "OUT_OF_SERVICE"));
    }

    private static string StateOf(IReadOnlyList<NodeStatus> nodes) =>
        nodes.All(status => status == NodeStatus.InService) ? "IN_SERVICE"
        : nodes.Any(status => status == NodeStatus.InService) ? "IN_PART"
        : "OUT_OF_SERVICE";

    private static int Sum(ReadOnlySpan<int> parts)
    {
        var sum = 0;
        foreach (var part in parts) sum += part;
        return sum;
    }
}

using Headroom.Cluster.State;
using Headroom.Engines.Contract;
using Headroom.Server.Clusters;

namespace Headroom.Server.Dispatch;

/// <summary>Which nodes of a cluster shall take no new work, and why: as the end of "closed, because …".</summary>
internal static class ClosedNodes
{
    /// <summary>
    /// By what a cluster has just said. A node is closed where the site keeps it shut, where it is gone, and where
    /// others hold all that we do not.
    /// </summary>
    /// <param name="cluster">The pool.</param>
    /// <param name="nodes">The cluster's nodes in it, by their names on the cluster.</param>
    /// <param name="found">What the cluster said.</param>
    public static Dictionary<int, string> Of(
        ClusterState cluster, IReadOnlyDictionary<string, int> nodes, Discovered found)
    {
        var closed = new Dictionary<int, string>();
        var there = found.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        foreach (var (name, node) in nodes)
        {
            if (!there.TryGetValue(name, out var seen)) closed[node] = "their cluster has them no more";
            else if (!seen.IsUsable) closed[node] = "their cluster lets them take no work";
            else if (IsTaken(cluster, node, seen)) closed[node] = "jobs of others on their cluster hold what is left of them";
        }

        return closed;
    }

    /// <summary>
    /// By how long a cluster has said nothing: first none, then more and more from the last on, in the end all.
    /// </summary>
    public static Dictionary<int, string> OfSilent(
        IReadOnlyCollection<int> nodes, TimeSpan silent, ClusterWatchOptions options)
    {
        var span = (options.DrainsAfter - options.ShrinksAfter).Ticks;
        var past = (silent - options.ShrinksAfter).Ticks;
        var count = past < 0 ? 0
            : past >= span ? nodes.Count
            : (int)Math.Ceiling((double)past / span * nodes.Count);
        return nodes.Order().TakeLast(count).ToDictionary(node => node, _ => "their cluster does not answer");
    }

    private static bool IsTaken(ClusterState cluster, int node, DiscoveredNode seen)
    {
        if (seen.Gpus.Count == 0)
            return seen.Taken.CpuMillicores > 0 && seen.Taken.CpuMillicores >= cluster.Room.CpuLeft(node);

        return seen.Taken.GpuCount > 0 && seen.Taken.GpuCount >= cluster.Room.GpusFree(node);
    }
}

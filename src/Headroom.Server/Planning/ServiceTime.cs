using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;

namespace Headroom.Server.Planning;

/// <summary>How much of the time nodes were in service.</summary>
internal static class ServiceTime
{
    /// <summary>Share of all accelerator time between two times that nodes took work, 0 to 1.</summary>
    /// <param name="fleet">The nodes.</param>
    /// <param name="now">What each is good for at the end.</param>
    /// <param name="changes">Changes in order of time; those outside the time are left out.</param>
    /// <param name="from">Begin, in milliseconds.</param>
    /// <param name="before">End, in milliseconds, after the begin.</param>
    public static double ShareOf(
        Fleet fleet, IReadOnlyList<NodeStatus> now, IReadOnlyList<NodeChanged> changes, long from, long before)
    {
        var byNode = changes.Where(change => change.At < before).ToLookup(change => change.Node);
        var (served, all) = (0.0, 0.0);
        for (var node = 0; node < fleet.Nodes.Count; node++)
        {
            var gpus = fleet.Nodes[node].GpuCount;
            all += gpus * (double)(before - from);
            served += gpus * (double)Served([.. byNode[node]], now[node], from, before);
        }

        return all > 0 ? served / all : 1;
    }

    private static long Served(NodeChanged[] changes, NodeStatus now, long from, long before)
    {
        // Before its first change a node was what that change is not.
        var takesWork = changes is [var first, ..] ? first.Status != NodeStatus.InService : now == NodeStatus.InService;
        var (since, served) = (from, 0L);
        foreach (var change in changes)
        {
            var at = Math.Max(change.At, from);
            if (takesWork) served += at - since;
            (since, takesWork) = (at, change.Status == NodeStatus.InService);
        }

        return takesWork ? served + before - since : served;
    }
}

using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;
using Headroom.Server.Loop;

namespace Headroom.Server.Views;

/// <summary>Nodes that take no new work, as part of the reason why a job waits.</summary>
internal static class DrainedNodes
{
    private const int NamedMax = 5;
    private const int ReasonsMax = 3;

    /// <summary>Sentences that name them, with a blank before each; empty where they are not the matter.</summary>
    public static string SentenceOf(LoopState state, HoldReason reason)
    {
        if (reason is not (HoldReason.NeverFits or HoldReason.NoRoomNow or HoldReason.NoRoomTogether)) return "";

        var drained = With(state.Cluster, NodeStatus.Cordoned);
        var closed = With(state.Cluster, NodeStatus.Closed)
            .GroupBy(node => state.Closed.GetValueOrDefault(node, "their cluster was not asked yet"))
            .Take(ReasonsMax)
            .Select(nodes => $" Closed, because {nodes.Key}: {Names(state.Cluster, [.. nodes])}.");
        return (drained.Length > 0 ? $" Drained, and taking no new work: {Names(state.Cluster, drained)}." : "")
            + string.Concat(closed);
    }

    private static int[] With(ClusterState cluster, NodeStatus status) =>
        [.. Enumerable.Range(0, cluster.Fleet.Nodes.Count).Where(node => cluster.StatusOf(node) == status)];

    private static string Names(ClusterState cluster, int[] nodes)
    {
        var more = nodes.Length > NamedMax ? $" and {nodes.Length - NamedMax} more" : "";
        return string.Join(", ", nodes.Take(NamedMax).Select(node => cluster.Fleet.Nodes[node].Name)) + more;
    }
}

using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;

namespace Headroom.Server.Views;

/// <summary>Nodes that take no new work, as part of the reason why a job waits.</summary>
internal static class DrainedNodes
{
    private const int NamedMax = 5;

    /// <summary>A sentence that names them, with a blank before it; empty where they are not the matter.</summary>
    public static string SentenceOf(ClusterState cluster, HoldReason reason)
    {
        if (reason is not (HoldReason.NeverFits or HoldReason.NoRoomNow or HoldReason.NoRoomTogether)) return "";

        var drained = Enumerable.Range(0, cluster.Fleet.Nodes.Count)
            .Where(node => cluster.StatusOf(node) == NodeStatus.Cordoned)
            .Select(node => cluster.Fleet.Nodes[node].Name)
            .ToArray();
        if (drained.Length == 0) return "";

        var more = drained.Length > NamedMax ? $" and {drained.Length - NamedMax} more" : "";
        return $" Drained, and taking no new work: {string.Join(", ", drained.Take(NamedMax))}{more}.";
    }
}

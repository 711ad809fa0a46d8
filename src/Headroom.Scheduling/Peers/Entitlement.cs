using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Peers;

/// <summary>
/// What a queue is entitled to where a peer knows shares only and no quotas: its nominal quota and, of what the queue
/// above has left, the part that its weight gives it. Who runs such a system sets shares just so; with weights alone a
/// peer would be blamed for breaking quotas that it was never told of.
/// </summary>
internal static class Entitlement
{
    /// <summary>All of a fleet.</summary>
    public const long Whole = 1_000_000_000;

    /// <summary>
    /// By queue: the fraction of all accelerators of the fleet, or of its processors when it has none, in units of
    /// 1/<see cref="Whole"/>, at least 1.
    /// </summary>
    public static long[] Of(QueueTree tree)
    {
        var resources = tree.Resources.ChipModelCount > 0
            ? Enumerable.Range(0, tree.Resources.ChipModelCount).ToList()
            : [tree.Resources.Cpu];
        var owed = resources.Select(resource => OwedOf(tree, resource)).ToList();
        var capacity = Math.Max(resources.Sum(resource => tree.Nominal(0, resource)), 1);
        return [.. Enumerable.Range(0, tree.Count).Select(queue =>
            Math.Max((long)(owed.Sum(ofResource => ofResource[queue]) * (Int128)Whole / capacity), 1))];
    }

    private static long[] OwedOf(QueueTree tree, int resource)
    {
        var owed = new long[tree.Count];
        owed[0] = tree.Nominal(0, resource);
        for (var queue = 0; queue < tree.Count; queue++)
        {
            var children = tree.ChildrenOf(queue);
            var left = Math.Max(owed[queue] - children.Sum(child => tree.Nominal(child, resource)), 0);
            var weights = children.Sum(child => (long)tree[child].Weight);
            foreach (var child in children)
                owed[child] = tree.Nominal(child, resource) + (long)((Int128)left * tree[child].Weight / weights);
        }

        return owed;
    }
}

using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Peers.SaturationReclaim;

/// <summary>
/// KAI's division of the fleet: every queue first gets the lesser of its quota and its request; what is left goes to
/// those that request more, in rounds by weight, never beyond the request; and so on within each queue (KAI
/// Scheduler, Fairness, Fair-Share Algorithm).
/// </summary>
internal static class FairDivision
{
    /// <summary>Fair shares by resource and queue, in thousandths.</summary>
    /// <param name="tree">The queues; weight is over-quota weight.</param>
    /// <param name="requested">
    /// What each queue uses and would use if all its jobs ran, by resource and queue, in thousandths; those of queues
    /// with queues below them are overwritten by their sums.
    /// </param>
    public static long[][] Of(QueueTree tree, long[][] requested) =>
        [.. Enumerable.Range(0, tree.Resources.Count).Select(resource => Of(tree, resource, requested[resource]))];

    private static long[] Of(QueueTree tree, int resource, long[] requested)
    {
        for (var queue = tree.Count - 1; queue > 0; queue--)
        {
            var children = tree.ChildrenOf(queue);
            if (children.Count > 0) requested[queue] = children.Sum(child => requested[child]);
            var limit = tree.Nominal(queue, resource) + tree.BorrowingLimit(queue, resource);
            requested[queue] = Math.Min(requested[queue], limit);
        }

        var shares = new long[tree.Count];
        shares[0] = tree.Nominal(0, resource);
        for (var queue = 0; queue < tree.Count; queue++) Divide(tree, resource, queue, requested, shares);
        return shares;
    }

    private static void Divide(QueueTree tree, int resource, int queue, long[] requested, long[] shares)
    {
        var left = shares[queue];
        foreach (var child in tree.ChildrenOf(queue))
        {
            shares[child] = Math.Min(tree.Nominal(child, resource), requested[child]);
            left -= shares[child];
        }

        var wanting = tree.ChildrenOf(queue).Where(child => shares[child] < requested[child]).ToList();
        while (left > 0 && wanting.Count > 0)
        {
            var (weights, round) = (wanting.Sum(child => (long)tree[child].Weight), left);
            foreach (var child in wanting)
            {
                // At least one thousandth, or rounding could leave some undivided forever.
                var part = Math.Max((long)((Int128)round * tree[child].Weight / weights), 1);
                part = Math.Min(Math.Min(part, left), requested[child] - shares[child]);
                shares[child] += part;
                left -= part;
            }

            wanting.RemoveAll(child => shares[child] == requested[child]);
        }
    }
}

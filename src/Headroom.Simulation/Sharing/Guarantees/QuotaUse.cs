using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing.Guarantees;

/// <summary>What running jobs use of each queue's quota, everything below a queue included.</summary>
internal sealed class QuotaUse
{
    private readonly QueueTree _tree;
    private readonly long[][] _used;

    public QuotaUse(ClusterState state, QueueTree tree)
    {
        _tree = tree;
        _used = new long[tree.Count][];
        for (var queue = 0; queue < tree.Count; queue++) _used[queue] = new long[tree.Resources.Count];
        foreach (var queue in state.Queues)
        {
            var index = tree.IndexOf(queue.Name);
            if (index > 0) queue.Used.CopyTo(_used[index]);
        }

        for (var queue = tree.Count - 1; queue > 0; queue--)
        {
            for (var resource = 0; resource < tree.Resources.Count; resource++)
                _used[tree.ParentOf(queue)][resource] += _used[queue][resource];
        }
    }

    /// <summary>
    /// The innermost queue, below the fleet, within whose quota so much more would be; -1 when there is none. A job
    /// that may not be preempted runs within its own queue's nominal quota only.
    /// </summary>
    public int LevelFor(int queue, int resource, long milli, bool isPreemptible)
    {
        if (!isPreemptible)
            return _used[queue][resource] + milli <= _tree.Nominal(queue, resource) ? queue : -1;

        var kept = 0L;
        for (var at = queue; at > 0; at = _tree.ParentOf(at))
        {
            if (_used[at][resource] + kept + milli <= _tree.Owed(at, resource)) return at;
            kept += KeptBySiblings(at, resource);
        }

        return -1;
    }

    /// <summary>Whether so much more stays below every limit on borrowing, from a queue outward.</summary>
    public bool IsWithinLimits(int queue, int resource, long milli)
    {
        for (var at = queue; at > 0; at = _tree.ParentOf(at))
        {
            if (_used[at][resource] + milli > _tree.Nominal(at, resource) + _tree.BorrowingLimit(at, resource))
                return false;
        }

        return true;
    }

    private long KeptBySiblings(int queue, int resource) =>
        _tree.ChildrenOf(_tree.ParentOf(queue))
            .Where(sibling => sibling != queue)
            .Sum(sibling => Kept(sibling, resource));

    // What a queue does not use and does not lend, or those below it.
    private long Kept(int queue, int resource)
    {
        var nominal = _tree.Nominal(queue, resource);
        var lent = Math.Min(nominal, _tree.LendingLimit(queue, resource));
        var own = Math.Max(0, nominal - lent - _used[queue][resource]);
        return Math.Max(own, _tree.ChildrenOf(queue).Sum(child => Kept(child, resource)));
    }
}

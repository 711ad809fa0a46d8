using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Quotas;

/// <summary>
/// What every queue of the tree uses during a cycle, and what of it each keeps back from others. Changes with every
/// start and stop that the cycle decides.
/// </summary>
internal sealed class PoolUse
{
    private readonly QueueTree _tree;
    private readonly int _resources;
    private readonly long[] _used;
    private readonly long[] _kept;
    private readonly long[] _keptBelow;

    public PoolUse(QueueTree tree, ClusterState state)
        : this(tree)
    {
        foreach (var queue in state.Queues)
        {
            var leaf = Math.Max(tree.IndexOf(queue.Name), 0);
            for (var resource = 0; resource < _resources; resource++) _used[At(leaf, resource)] += queue.Used[resource];
        }

        SumUp();
    }

    /// <summary>Nothing is used.</summary>
    public PoolUse(QueueTree tree)
    {
        _tree = tree;
        _resources = tree.Resources.Count;
        _used = new long[tree.Count * _resources];
        _kept = new long[tree.Count * _resources];
        _keptBelow = new long[tree.Count * _resources];
        SumUp();
    }

    /// <summary>What a queue and all below it use, in thousandths.</summary>
    public long Used(int queue, int resource) => _used[At(queue, resource)];

    /// <summary>What nobody uses of the fleet, in thousandths; negative when more is promised than it has.</summary>
    public long Free(int resource) => _tree.Nominal(0, resource) - Used(0, resource);

    /// <summary>A job of a queue starts, or with a negative demand stops.</summary>
    public void Add(int queue, Demand demand)
    {
        for (var level = queue; level >= 0; level = _tree.ParentOf(level))
        {
            _used[At(level, demand.Resource)] += demand.Milli;
            Keep(level, demand.Resource);
        }
    }

    /// <summary>
    /// The innermost queue, from <paramref name="queue"/> outward, that is owed all that it would use with the demand
    /// added, besides what queues below it keep from this one. The fleet is owed everything.
    /// </summary>
    /// <param name="queue">Queue of the job.</param>
    /// <param name="demand">The job.</param>
    /// <param name="freedMilli">Use of the same queue that would end before.</param>
    public int LevelOwed(int queue, Demand demand, long freedMilli = 0)
    {
        var level = queue;
        var more = demand.Milli - freedMilli;
        while (level > 0 && Used(level, demand.Resource) + more > _tree.Owed(level, demand.Resource))
        {
            more += KeptBeside(level, demand.Resource);
            level = _tree.ParentOf(level);
        }

        return level;
    }

    /// <summary>Why quotas forbid a job to start; null when they allow it.</summary>
    /// <inheritdoc cref="LevelOwed" path="/param"/>
    public QuotaBlock? Block(int queue, Demand demand, long freedMilli = 0)
    {
        for (var level = queue; level > 0; level = _tree.ParentOf(level))
        {
            var limit = _tree.Nominal(level, demand.Resource) + _tree.BorrowingLimit(level, demand.Resource);
            var left = limit - Used(level, demand.Resource) + freedMilli;
            if (demand.Milli > left) return new QuotaBlock(HoldReason.OverQuota, level, Math.Max(left, 0));
        }

        if (LevelOwed(queue, demand, freedMilli) > 0) return null;

        // Where the fleet itself is full, that is the reason and not a quota.
        var free = Free(demand.Resource) + freedMilli;
        var lent = free - KeptFrom(queue, demand.Resource);
        return demand.Milli <= free && demand.Milli > lent
            ? new QuotaBlock(HoldReason.NotLent, 0, Math.Max(lent, 0))
            : null;
    }

    // What queues beside the way from a queue to the fleet keep for themselves.
    private long KeptFrom(int queue, int resource)
    {
        var kept = 0L;
        for (var level = queue; level > 0; level = _tree.ParentOf(level))
            kept += KeptBeside(level, resource);

        return kept;
    }

    private long KeptBeside(int queue, int resource) =>
        _keptBelow[At(_tree.ParentOf(queue), resource)] - _kept[At(queue, resource)];

    private void SumUp()
    {
        for (var queue = _tree.Count - 1; queue >= 0; queue--)
        {
            for (var resource = 0; resource < _resources; resource++)
            {
                if (queue > 0) _used[At(_tree.ParentOf(queue), resource)] += _used[At(queue, resource)];
                Keep(queue, resource);
            }
        }
    }

    // A queue keeps the part of its unused nominal quota that it does not lend, or what those below it keep.
    private void Keep(int queue, int resource)
    {
        if (queue == 0) return;

        var unlent = _tree.Nominal(queue, resource) - _tree.LendingLimit(queue, resource) - Used(queue, resource);
        var kept = Math.Max(Math.Max(unlent, 0), _keptBelow[At(queue, resource)]);
        _keptBelow[At(_tree.ParentOf(queue), resource)] += kept - _kept[At(queue, resource)];
        _kept[At(queue, resource)] = kept;
    }

    private int At(int queue, int resource) => queue * _resources + resource;
}

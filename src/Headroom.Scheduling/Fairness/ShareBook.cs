using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Fairness;

/// <summary>Shares of all queues during a cycle.</summary>
internal sealed class ShareBook
{
    private const long Million = 1_000_000;

    private readonly QueueTree _tree;
    private readonly PoolUse _use;
    private readonly long[] _decayed;

    public ShareBook(QueueTree tree, PoolUse use, ClusterState state)
    {
        _tree = tree;
        _use = use;
        _decayed = new long[tree.Count * tree.Resources.Count];
        foreach (var queue in state.Queues)
        {
            var leaf = Math.Max(tree.IndexOf(queue.Name), 0);
            for (var resource = 0; resource < tree.Resources.Count; resource++)
                _decayed[At(leaf, resource)] += queue.Average.Milli(resource);
        }

        for (var queue = tree.Count - 1; queue > 0; queue--)
        {
            for (var resource = 0; resource < tree.Resources.Count; resource++)
                _decayed[At(tree.ParentOf(queue), resource)] += _decayed[At(queue, resource)];
        }
    }

    /// <summary>How a queue stands when <paramref name="offer"/> is the next job to start in it or below it.</summary>
    public QueueShare Of(int queue, Offer offer)
    {
        var next = offer.Demand;
        var (share, past, fill) = (0L, 0L, 0L);
        for (var resource = 0; resource < _tree.Resources.Count; resource++)
        {
            var (nominal, capacity) = (_tree.Nominal(queue, resource), _tree.Nominal(0, resource));
            if (capacity == 0) continue;

            share = Math.Max(share, Above(_use.Used(queue, resource), nominal, capacity));
            past = Math.Max(past, Above(_decayed[At(queue, resource)], nominal, capacity));
            if (resource == next.Resource && nominal > 0)
                fill = (long)((Int128)_use.Used(queue, resource) * Million / nominal);
        }

        var borrows = _use.Used(queue, next.Resource) + next.Milli > _tree.Nominal(queue, next.Resource);
        return new QueueShare(borrows, share + past, _tree[queue].Weight, fill);
    }

    private static long Above(long used, long nominal, long capacity) =>
        used <= nominal ? 0 : (long)((Int128)(used - nominal) * Million / capacity);

    private int At(int queue, int resource) => queue * _tree.Resources.Count + resource;
}

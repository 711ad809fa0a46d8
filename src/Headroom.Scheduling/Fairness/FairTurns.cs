using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Fairness;

/// <summary>
/// Whose turn it is: from the fleet inward, always the sibling with the least share that has a job to offer
/// (progressive filling of weighted dominant shares, Ghodsi et al., NSDI'11, level by level).
/// </summary>
/// <remarks>
/// A turn costs O(depth x log siblings): only the way from the chosen queue to the fleet is sorted again.
/// </remarks>
internal sealed class FairTurns
{
    private readonly QueueTree _tree;
    private readonly ShareBook _shares;
    private readonly SortedSet<QueueShare>[] _offering;
    private readonly QueueShare?[] _standing;
    private readonly Demand?[] _offers;

    public FairTurns(QueueTree tree, ShareBook shares)
    {
        _tree = tree;
        _shares = shares;
        _offering = [.. Enumerable.Range(0, tree.Count).Select(_ => new SortedSet<QueueShare>())];
        _standing = new QueueShare?[tree.Count];
        _offers = new Demand?[tree.Count];
    }

    /// <summary>The queue whose job is next; -1 when no queue offers one.</summary>
    public int Next()
    {
        if (_offering[0].Count == 0) return -1;

        var queue = 0;
        while (_tree.ChildrenOf(queue).Count > 0) queue = _offering[queue].Min.Index;
        return queue;
    }

    /// <summary>
    /// A queue offers <paramref name="next"/>, or nothing more. To be told also when its use changes.
    /// </summary>
    public void Offer(int queue, Demand? next)
    {
        _offers[queue] = next;
        for (var level = queue; level > 0; level = _tree.ParentOf(level))
        {
            var siblings = _offering[_tree.ParentOf(level)];
            if (_standing[level] is { } before) siblings.Remove(before);
            _standing[level] = OfferOf(level) is { } offer ? _shares.Of(level, offer) : null;
            if (_standing[level] is { } now) siblings.Add(now);
        }
    }

    /// <summary>The use of a queue has changed while it offers what it did.</summary>
    public void Renew(int queue) => Offer(queue, _offers[queue]);

    private Demand? OfferOf(int level)
    {
        while (_tree.ChildrenOf(level).Count > 0)
        {
            if (_offering[level].Count == 0) return null;
            level = _offering[level].Min.Index;
        }

        return _offers[level];
    }
}

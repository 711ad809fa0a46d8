using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Fairness;

/// <summary>
/// Whose turn it is by a rule: from the fleet inward, always the sibling that stands first with the job that it, or the
/// queue whose turn it would be below it, offers. A tie ends at the number in the tree.
/// </summary>
/// <remarks>
/// A turn costs O(depth x log siblings): only the way from the chosen queue to the fleet is sorted again.
/// </remarks>
/// <typeparam name="TStanding">How a queue stands with an offer; the least goes first.</typeparam>
/// <param name="tree">The queues.</param>
/// <param name="standingOf">The rule, by what queues use now.</param>
internal sealed class QueueTurns<TStanding>(QueueTree tree, Func<int, Offer, TStanding> standingOf)
    where TStanding : struct, IComparable<TStanding>
{
    private readonly SortedSet<(TStanding Standing, int Queue)>[] _offering =
        [.. Enumerable.Range(0, tree.Count).Select(_ => new SortedSet<(TStanding, int)>())];

    private readonly (TStanding Standing, int Queue)?[] _standing = new (TStanding, int)?[tree.Count];
    private readonly Offer?[] _offers = new Offer?[tree.Count];

    /// <summary>The offer that is next; null when no queue makes one.</summary>
    public Offer? Next() => OfferOf(0);

    /// <summary>A queue offers a job, or nothing more.</summary>
    public void Offer(int queue, Offer? next)
    {
        _offers[queue] = next;
        Renew(queue);
    }

    /// <summary>The use of a queue has changed.</summary>
    public void Renew(int queue)
    {
        for (var level = queue; level > 0; level = tree.ParentOf(level))
        {
            var siblings = _offering[tree.ParentOf(level)];
            if (_standing[level] is { } before) siblings.Remove(before);
            _standing[level] = OfferOf(level) is { } offer ? (standingOf(level, offer), level) : null;
            if (_standing[level] is { } now) siblings.Add(now);
        }
    }

    private Offer? OfferOf(int level)
    {
        while (tree.ChildrenOf(level).Count > 0)
        {
            if (_offering[level].Count == 0) return null;
            level = _offering[level].Min.Queue;
        }

        return _offers[level];
    }
}

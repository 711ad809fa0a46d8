using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Peers.CohortShare;

/// <summary>
/// Kueue's share value: what a queue or cohort uses above its nominal quota, as a fraction of what its parent could
/// have at most, the largest over all resources, divided by its weight. Chip models are flavors of one resource
/// (KEP-1714, Share value function and weights).
/// </summary>
internal sealed class DominantShares
{
    private const long Million = 1_000_000;

    // Borrowing where nothing can be lent counts as more than any share.
    private const long Unbounded = Million * Million;

    private readonly QueueTree _tree;
    private readonly PoolUse _use;
    private readonly (long Gpus, long Cpu)[] _lendable;

    public DominantShares(QueueTree tree, PoolUse use)
    {
        (_tree, _use) = (tree, use);
        _lendable = [.. Enumerable.Range(0, tree.Count).Select(cohort => (
            Enumerable.Range(0, tree.Resources.ChipModelCount).Sum(resource => MostIn(cohort, resource)),
            MostIn(cohort, tree.Resources.Cpu)))];
    }

    /// <summary>Share of a queue below the fleet in millionths, weight aside, with a demand added to its use.</summary>
    public long Of(int queue, Demand added) =>
        Of(queue, added.Resource, _use.Used(queue, added.Resource) + added.Milli);

    /// <summary>The same, if it used so much of one resource.</summary>
    public long Of(int queue, int resource, long usedMilli)
    {
        var (gpus, cpu) = (0L, 0L);
        for (var other = 0; other < _tree.Resources.Count; other++)
        {
            var used = other == resource ? usedMilli : _use.Used(queue, other);
            var above = Math.Max(used - _tree.Nominal(queue, other), 0);
            if (other == _tree.Resources.Cpu) cpu += above;
            else gpus += above;
        }

        var lendable = _lendable[_tree.ParentOf(queue)];
        return Math.Max(Fraction(gpus, lendable.Gpus), Fraction(cpu, lendable.Cpu));
    }

    /// <summary>Compares two shares, each divided by the weight of its queue.</summary>
    public int Compare(long left, int leftQueue, long right, int rightQueue) =>
        ((Int128)left * _tree[rightQueue].Weight).CompareTo((Int128)right * _tree[leftQueue].Weight);

    private static long Fraction(long above, long lendable) =>
        above == 0 ? 0 : lendable == 0 ? Unbounded : (long)((Int128)above * Million / lendable);

    // Nominal quotas in the hierarchy of a cohort, or lending limits where they are less, and what it can borrow.
    private long MostIn(int cohort, int resource)
    {
        var within = _tree.Nominal(cohort, resource)
            - _tree.ChildrenOf(cohort).Sum(child => KeptBy(child, resource, _tree.Nominal(child, resource)));
        if (cohort == 0) return Math.Max(within, 0);

        var most = KeptBy(cohort, resource, within) + MostIn(_tree.ParentOf(cohort), resource);
        return Math.Max(Math.Min(most, within + _tree.BorrowingLimit(cohort, resource)), 0);
    }

    private long KeptBy(int queue, int resource, long nominal) =>
        Math.Max(nominal - _tree.LendingLimit(queue, resource), 0);
}

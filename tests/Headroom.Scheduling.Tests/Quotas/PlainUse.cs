using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Tests.Quotas;

/// <summary>What quotas allow, as the words say it, each time added up anew.</summary>
internal sealed class PlainUse(QueueTree tree, List<(int Queue, Demand Demand)> running)
{
    public long Used(int queue, int resource) =>
        running.Where(job => job.Demand.Resource == resource && tree.IsWithin(job.Queue, queue))
            .Sum(job => job.Demand.Milli);

    /// <summary>What a queue and those below it keep of their unused nominal quota.</summary>
    public long Kept(int queue, int resource)
    {
        var lends = Math.Min(tree.LendingLimit(queue, resource), tree.Nominal(queue, resource));
        var own = Math.Max(tree.Nominal(queue, resource) - lends - Used(queue, resource), 0);
        return Math.Max(own, tree.ChildrenOf(queue).Sum(child => Kept(child, resource)));
    }

    public int LevelOwed(int queue, Demand demand) =>
        Way(queue).First(level => level == 0
            || Used(level, demand.Resource) + KeptFrom(queue, demand.Resource, level) + demand.Milli
                <= tree.Owed(level, demand.Resource));

    /// <summary>What others below a queue, or the fleet, keep from one.</summary>
    public long KeptFrom(int queue, int resource, int within = 0) => Way(queue).TakeWhile(level => level != within)
        .SelectMany(level => tree.ChildrenOf(tree.ParentOf(level)).Where(sibling => sibling != level))
        .Sum(sibling => Kept(sibling, resource));

    public QuotaBlock? Block(int queue, Demand demand)
    {
        foreach (var level in Way(queue).Where(level => level > 0))
        {
            var limit = (Int128)tree.Nominal(level, demand.Resource) + tree.BorrowingLimit(level, demand.Resource);
            var left = limit - Used(level, demand.Resource);
            if (demand.Milli > left) return new QuotaBlock(HoldReason.OverQuota, level, (long)Int128.Max(left, 0));
        }

        if (LevelOwed(queue, demand) > 0) return null;

        var free = tree.Nominal(0, demand.Resource) - Used(0, demand.Resource);
        var lent = free - KeptFrom(queue, demand.Resource);
        return demand.Milli <= free && demand.Milli > lent
            ? new QuotaBlock(HoldReason.NotLent, 0, Math.Max(lent, 0))
            : null;
    }

    private IEnumerable<int> Way(int queue)
    {
        for (var level = queue; level >= 0; level = tree.ParentOf(level)) yield return level;
    }
}

using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reclaim;

namespace Headroom.Scheduling.Deciding;

/// <summary>Writes down why a job has to stop, with the shares of both sides.</summary>
internal static class PreemptionRecord
{
    /// <summary>The record, before the use of either side has changed.</summary>
    public static Preemption Of(
        QueueTree tree, PoolUse use, JobEntry job, int queue, Demand demand, Victim victim, PreemptionRule rule)
    {
        var holding = victim.Holding;
        var common = tree.CommonAncestor(queue, holding.Queue);
        var freed = holding.Demand with { Milli = -holding.Demand.Milli };
        return new Preemption(
            holding.Job.Job.Id,
            job.Job.Id,
            rule,
            tree[common].Name,
            tree.Resources[holding.Demand.Resource],
            ShareOf(tree, use, Below(tree, holding.Queue, common), freed),
            ShareOf(tree, use, Below(tree, queue, common), demand),
            victim.Loss / 1000);
    }

    // The queue on the way from a queue to the common one, directly below it; the queue itself when both are the same.
    private static int Below(QueueTree tree, int queue, int common)
    {
        while (queue != common && tree.ParentOf(queue) != common) queue = tree.ParentOf(queue);
        return queue;
    }

    private static QuotaShare ShareOf(QueueTree tree, PoolUse use, int queue, Demand change)
    {
        var used = use.Used(queue, change.Resource);
        return new QuotaShare(
            tree[queue].Name, used, used + change.Milli, tree.Owed(queue, change.Resource));
    }
}

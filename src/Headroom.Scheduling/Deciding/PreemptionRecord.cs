using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reclaim;

namespace Headroom.Scheduling.Deciding;

/// <summary>Writes down why a job has to stop, with the shares of both sides.</summary>
internal static class PreemptionRecord
{
    /// <summary>The record, before the use of either side has changed.</summary>
    public static Preemption Of(Cycle cycle, JobEntry job, int queue, Demand demand, Victim victim, PreemptionRule rule)
    {
        var holding = victim.Holding;
        var common = cycle.Tree.CommonAncestor(queue, holding.Queue);
        return new Preemption(
            holding.Job.Job.Id,
            job.Job.Id,
            rule,
            cycle.Tree[common].Name,
            cycle.Tree.Resources[holding.Demand.Resource],
            ShareOf(cycle, Below(cycle, holding.Queue, common), holding.Demand with { Milli = -holding.Demand.Milli }),
            ShareOf(cycle, Below(cycle, queue, common), demand),
            victim.Loss / 1000);
    }

    // The queue on the way from a queue to the common one, directly below it; the queue itself when both are the same.
    private static int Below(Cycle cycle, int queue, int common)
    {
        while (queue != common && cycle.Tree.ParentOf(queue) != common) queue = cycle.Tree.ParentOf(queue);
        return queue;
    }

    private static QuotaShare ShareOf(Cycle cycle, int queue, Demand change)
    {
        var used = cycle.Use.Used(queue, change.Resource);
        return new QuotaShare(
            cycle.Tree[queue].Name, used, used + change.Milli, cycle.Tree.Owed(queue, change.Resource));
    }
}

using Headroom.Cluster.State;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Peers.PriorityEasy;

/// <summary>
/// The approximation of guaranteed quota by two qualities of service. What a queue runs within its nominal quota
/// counts as guaranteed, in the order of priority and start; what runs beyond may be preempted by waiting jobs that
/// are guaranteed.
/// </summary>
/// <param name="cycle">The cycle.</param>
internal sealed class BeyondQuota(PeerCycle cycle)
{
    /// <summary>How a job would run within its queue's nominal quota; null when it would not.</summary>
    public ChipOption? GuaranteedOption(JobEntry job, int queue)
    {
        foreach (var option in cycle.OptionsOf(job))
        {
            var demand = option.DemandOf(job.Job.Shape.TaskCountLeast);
            var nominal = cycle.Tree.Nominal(queue, demand.Resource);
            if (cycle.Use.Used(queue, demand.Resource) + demand.Milli <= nominal) return option;
        }

        return null;
    }

    /// <summary>
    /// Stops jobs beyond the quota of other queues so that a guaranteed one starts; false when none would.
    /// </summary>
    public bool TryPreempt(JobEntry job, int queue)
    {
        if (GuaranteedOption(job, queue) is not { } option) return false;

        var demand = option.DemandOf(job.Job.Shape.TaskCountLeast);
        var sequence = Enumerable.Range(1, cycle.Tree.Count - 1)
            .Where(other => other != queue)
            .SelectMany(PreemptableOf)
            .Where(holding => !cycle.Running.IsProtected(holding))
            .OrderBy(holding => holding.Job.Job.Priority)
            .ThenByDescending(holding => holding.Sequence)
            .ToList();
        var set = FewestVictims.Find(
            cycle, job, option, sequence, () => HardLimits.HoldOf(cycle, queue, demand) is null);
        if (set is null) return false;

        cycle.Preempt(job, queue, option, set);
        return true;
    }

    private List<Holding> PreemptableOf(int queue)
    {
        var guaranteed = new long[cycle.Tree.Resources.Count];
        var beyond = new List<Holding>();
        foreach (var holding in cycle.Running.Of(queue))
        {
            var (resource, milli) = (holding.Demand.Resource, holding.Demand.Milli);
            if (guaranteed[resource] + milli <= cycle.Tree.Nominal(queue, resource)) guaranteed[resource] += milli;
            else if (cycle.Running.IsStoppable(holding)) beyond.Add(holding);
        }

        return beyond;
    }
}

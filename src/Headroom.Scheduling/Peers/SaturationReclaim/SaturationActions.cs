using Headroom.Cluster.State;
using Headroom.Scheduling.Fairness;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reclaim;

namespace Headroom.Scheduling.Peers.SaturationReclaim;

/// <summary>The actions of a cycle, each over all waiting jobs that those before it could not start.</summary>
/// <param name="cycle">The cycle.</param>
/// <param name="multiplierPermille">How much less saturated a reclaimer must stay, in thousandths.</param>
internal sealed class SaturationActions(PeerCycle cycle, int multiplierPermille)
{
    private readonly Saturation _saturation =
        new(cycle.Tree, cycle.Use, FairDivision.Of(cycle.Tree, RequestsOf(cycle)));

    private readonly Dictionary<JobEntry, Hold> _holds = [];

    /// <summary>Starts what fits, without stopping anyone.</summary>
    public void Allocate()
    {
        var found = new Dictionary<(int Queue, int Shape, bool IsPreemptible), Hold>();
        InTurns((job, queue) =>
        {
            var kind = (queue, job.ShapeIndex, job.Job.IsPreemptible);
            if (!found.TryGetValue(kind, out var hold))
            {
                hold = cycle.TryStart(job, queue, demand => LimitOf(job, queue, demand));
                if (hold is not null && PeerCycle.IsOfShape(hold)) found[kind] = hold;
            }

            if (hold is not null) _holds[job] = hold;
            return null;
        });
    }

    /// <summary>Takes from other queues what the job's queue is short of.</summary>
    public void Reclaim() => Displace((job, queue, option, demand) =>
    {
        var order = ReclaimOrder.Of(cycle, _saturation, queue, demand);
        var set = FewestVictims.Find(cycle, job, option, order, () => LimitOf(job, queue, demand) is null);
        return set is not null && ReclaimOrder.KeepsOrder(cycle, _saturation, queue, demand, set, multiplierPermille)
            ? set
            : null;
    });

    /// <summary>Takes from jobs of lower priority in the same queue.</summary>
    public void Preempt() => Displace((job, queue, option, demand) =>
    {
        var lower = cycle.Running.StoppableOf(queue)
            .Where(holding => holding.Job.Job.Priority < job.Job.Priority && !cycle.Running.IsProtected(holding))
            .ToList();
        return FewestVictims.Find(cycle, job, option, lower, () => LimitOf(job, queue, demand) is null);
    });

    /// <summary>Writes down why the rest waits.</summary>
    public void Close()
    {
        foreach (var (job, _) in cycle.Waiting)
        {
            if (!cycle.IsSettled(job) && _holds.TryGetValue(job, out var hold)) cycle.Settle(job, hold);
        }
    }

    private void Displace(Func<JobEntry, int, ChipOption, Demand, VictimSet?> victimsFor)
    {
        // Who is like a job that nobody makes room for is not tried again, until somebody was stopped.
        var inVain = new HashSet<(int Queue, int Shape, int Priority, bool IsPreemptible)>();
        InTurns((job, queue) =>
        {
            if (!_holds.TryGetValue(job, out var hold) || !PeerCycle.IsOfShape(hold)) return null;
            var kind = (queue, job.ShapeIndex, job.Job.Priority, job.Job.IsPreemptible);
            if (inVain.Contains(kind)) return null;

            foreach (var option in cycle.OptionsOf(job))
            {
                var demand = option.DemandOf(job.Job.Shape.TaskCountLeast);
                if (victimsFor(job, queue, option, demand) is not { } set) continue;

                cycle.Preempt(job, queue, option, set);
                inVain.Clear();
                return set;
            }

            inVain.Add(kind);
            return null;
        });
    }

    // Every waiting job once, by whose turn it is; the act says who was stopped for it.
    private void InTurns(Func<JobEntry, int, VictimSet?> act)
    {
        var turns = new QueueTurns<Standing>(cycle.Tree, StandingOf);
        var next = new int[cycle.Tree.Count];
        for (var queue = 1; queue < cycle.Tree.Count; queue++) OfferNext(queue);
        while (!cycle.IsSpent && turns.Next() is { } offer)
        {
            var stopped = act(offer.Job, offer.Queue);
            OfferNext(offer.Queue);
            foreach (var victim in stopped?.Victims ?? []) turns.Renew(victim.Holding.Queue);
        }

        void OfferNext(int queue)
        {
            var jobs = cycle.WaitingOf(queue);
            while (next[queue] < jobs.Count && cycle.IsSettled(jobs[next[queue]])) next[queue]++;
            if (next[queue] == jobs.Count)
            {
                turns.Offer(queue, null);
                return;
            }

            var job = jobs[next[queue]++];
            var demand = cycle.OptionsOf(job)[0].DemandOf(job.Job.Shape.TaskCountLeast);
            turns.Offer(queue, new Offer(job, queue, demand));
        }
    }

    private Standing StandingOf(int level, Offer offer) => new(
        _saturation.IsAbove(level, offer.Demand.Resource),
        !_saturation.StaysWithinQuota(level, offer.Demand),
        _saturation.Highest(level, offer.Demand),
        _saturation.Highest(level, offer.Demand with { Milli = 0 }));

    private Hold? LimitOf(JobEntry job, int queue, Demand demand) =>
        HardLimits.HoldOf(cycle, queue, demand)
        ?? (cycle.MayStay(job, queue, demand)
            ? null
            : HardLimits.OfLevel(cycle, HoldReason.OverQuota, queue, demand, leftMilli: 0));

    // A job that several chip models would serve is requested of each.
    private static long[][] RequestsOf(PeerCycle cycle)
    {
        var requested = new long[cycle.Tree.Resources.Count][];
        for (var resource = 0; resource < requested.Length; resource++)
        {
            requested[resource] =
                [.. Enumerable.Range(0, cycle.Tree.Count).Select(queue => cycle.Use.Used(queue, resource))];
        }

        foreach (var (job, queue) in cycle.Waiting)
        {
            foreach (var option in cycle.OptionsOf(job))
                requested[option.Resource][queue] += option.DemandOf(job.Job.Shape.TaskCountLeast).Milli;
        }

        return requested;
    }
}

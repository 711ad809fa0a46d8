using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reclaim;

namespace Headroom.Scheduling.Deciding;

/// <summary>Tells others to stop so that a job can start.</summary>
internal sealed class Reclaiming(Cycle cycle, PromiseBook promises)
{
    // So many parts of a topology level are tried; the rest is as full as these.
    private const int PartsMax = 64;

    /// <summary>Takes back what the job is owed. False when nobody who may be told to stop would make room.</summary>
    /// <param name="job">Job that is owed room.</param>
    /// <param name="queue">Its queue.</param>
    /// <param name="isPastGrace">Whether the time of borrowers is over.</param>
    /// <param name="protectedUntil">
    /// When the next of those that are protected is no longer, in milliseconds; 0 when protection is not what is in the way.
    /// </param>
    public bool TryReclaim(JobEntry job, int queue, bool isPastGrace, out long protectedUntil)
    {
        protectedUntil = 0;
        (VictimSet Set, JobOption Option)? best = null;
        foreach (var option in JobOptions.Of(cycle, job))
        {
            var demand = option.DemandOf(job.Job.Shape.TaskCountLeast);
            if (!cycle.IsOwed(job, queue, demand)) continue;

            var owedAt = cycle.Use.LevelOwed(queue, demand);
            var victims = VictimsFor(job, queue, owedAt, isPastGrace, out var until);
            if (until > 0 && (protectedUntil == 0 || until < protectedUntil)) protectedUntil = until;
            if (Choose(job, option, victims) is { } set && (best is null || set.Loss < best.Value.Set.Loss))
                best = (set, option);
        }

        if (best is not { } chosen) return false;

        Order(job, queue, chosen.Option, chosen.Set);
        return true;
    }

    /// <summary>Stops jobs of the same queue with a lower priority. False when that would not let the job start.</summary>
    public bool TryPriority(JobEntry job, int queue)
    {
        if (!HasLower(job, queue)) return false;

        foreach (var option in JobOptions.Of(cycle, job))
        {
            var demand = option.DemandOf(job.Job.Shape.TaskCountLeast);
            var victims = LowerOf(job, queue);
            if (Choose(job, option, victims) is not { } set || WithQuota(queue, demand, set, victims) is not { } enough)
                continue;

            var freed = FreedBy(enough.Victims, demand.Resource);
            var owedAt = cycle.Use.LevelOwed(queue, demand, freed);
            if (!cycle.MayStay(job, queue, demand, freed)) continue;
            if (!enough.Victims.All(victim => IsAllowed(job, queue, owedAt, victim.Holding))) continue;

            Order(job, queue, option, enough);
            return true;
        }

        return false;
    }

    private List<Victim> VictimsFor(JobEntry job, int queue, int owedAt, bool isPastGrace, out long protectedUntil)
    {
        cycle.Covers.Refresh();
        protectedUntil = 0;
        var victims = new List<Victim>();
        for (var other = 0; other < cycle.Tree.Count; other++)
        {
            foreach (var holding in cycle.Covers.Of(other))
            {
                if (!IsAllowed(job, queue, owedAt, holding)) continue;

                var until = isPastGrace ? 0 : Protection.Until(holding.Job, cycle.Tree.Policy.Reclaim, cycle.Now);
                if (until == 0) victims.Add(VictimOf(holding));
                else if (protectedUntil == 0 || until < protectedUntil) protectedUntil = until;
            }
        }

        victims.Sort();
        return victims;
    }

    private bool HasLower(JobEntry job, int queue)
    {
        var running = cycle.Covers.Of(queue);
        return running.Count > 0 && running[^1].Job.Job.Priority < job.Job.Priority;
    }

    private List<Victim> LowerOf(JobEntry job, int queue)
    {
        cycle.Covers.Refresh();
        var victims = cycle.Covers.Of(queue)
            .Where(holding => holding.MayStop && holding.Job.Job.Priority < job.Job.Priority
                && Protection.Until(holding.Job, cycle.Tree.Policy.Reclaim, cycle.Now) == 0)
            .Select(VictimOf)
            .ToList();
        victims.Sort();
        return victims;
    }

    // More of them, the cheapest first, until quotas allow the job too.
    private VictimSet? WithQuota(int queue, Demand demand, VictimSet set, List<Victim> victims)
    {
        var stopping = set.Victims.ToList();
        foreach (var victim in victims)
        {
            if (cycle.Use.Block(queue, demand, FreedBy(stopping, demand.Resource)) is null) break;
            if (!stopping.Contains(victim)) stopping.Add(victim);
        }

        return cycle.Use.Block(queue, demand, FreedBy(stopping, demand.Resource)) is null && stopping.Count > 0
            ? set with { Victims = stopping }
            : null;
    }

    private VictimSet? Choose(JobEntry job, JobOption option, List<Victim> victims)
    {
        if (victims.Count == 0) return null;

        VictimSet? best = null;
        foreach (var part in JobPlaces.PartsFor(cycle, job, option).Take(PartsMax))
        {
            var nodes = cycle.Topology.NodesOf(part).ToArray()
                .Where(node => JobPlaces.MayUse(cycle, node, option)).ToList();
            var set = CheapestVictims.Choose(cycle.Room, option.Fit, job.Job.Shape.TaskCountLeast, nodes, victims);
            if (set is not null && (best is null || set.Loss < best.Loss)) best = set;
        }

        return best;
    }

    private void Order(JobEntry job, int queue, JobOption option, VictimSet set)
    {
        var demand = option.DemandOf(set.Tasks.Count);
        foreach (var victim in set.Victims)
        {
            var rule = victim.Holding.Queue == queue ? PreemptionRule.Priority : PreemptionRule.Reclaim;
            cycle.Stop(victim.Holding, PreemptionRecord.Of(cycle, job, queue, demand, victim, rule));
        }

        promises.Reclaim(job, queue, option, set);
    }

    private bool IsAllowed(JobEntry job, int queue, int owedAt, Holding holding) =>
        VictimRules.RuleFor(cycle.Tree, job, queue, owedAt, holding) is not null;

    private Victim VictimOf(Holding holding) => new(holding, LostWork.MilliMilliseconds(holding.Job, cycle.Now));

    private static long FreedBy(IEnumerable<Victim> victims, int resource) =>
        victims.Where(victim => victim.Holding.Demand.Resource == resource).Sum(victim => victim.Holding.Demand.Milli);
}

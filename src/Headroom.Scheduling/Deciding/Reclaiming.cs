using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reclaim;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Deciding;

/// <summary>Tells others to stop so that a job can start.</summary>
internal sealed class Reclaiming(Cycle cycle, PromiseBook promises)
{
    // So many parts of a topology level are tried; the rest is as full as these.
    private const int PartsMax = 64;

    private readonly HashSet<Holding> _stopped = [];

    // What made no room for one job makes none for the next: neither room nor pool grows during a cycle.
    private readonly Dictionary<Claim, long> _failed = [];
    private VictimPool? _pool;
    private int _changesBefore;

    /// <summary>Takes back what the job is owed. False when nobody who may be told to stop would make room.</summary>
    /// <param name="job">Job that is owed room.</param>
    /// <param name="queue">Its queue.</param>
    /// <param name="isPastGrace">Whether the time of borrowers is over.</param>
    /// <param name="protectedUntil">
    /// When the next of those that are protected, or that start just now, is no longer, in milliseconds; 0 when that is
    /// not what is in the way.
    /// </param>
    public bool TryReclaim(JobEntry job, int queue, bool isPastGrace, out long protectedUntil)
    {
        protectedUntil = 0;
        if (_pool is null)
        {
            _pool = VictimPool.Of(cycle.Tree, cycle.Covers, cycle.Now);
            _changesBefore = cycle.Changes;
        }

        cycle.Covers.Refresh();
        (VictimSet Set, JobOption Option)? best = null;
        foreach (var option in cycle.OptionsOf(job))
        {
            var demand = option.DemandOf(job.Job.Shape.TaskCountLeast);
            if (!cycle.IsOwed(job, queue, option)) continue;

            var owedAt = cycle.Use.LevelOwed(queue, demand);
            var claim = new Claim(job.ShapeIndex, option, cycle.Tree.ParentOf(owedAt), isPastGrace);
            if (!_failed.TryGetValue(claim, out var until))
            {
                var found = Choose(job, option, _pool, MayStopFor(claim), NeedsMoreThanFleet(claim), JobPlaces.Takes);
                if (found is not null && OfOtherSides(found, job, option, owedAt, claim) is { } set)
                {
                    if (best is null || set.Loss < best.Value.Set.Loss) best = (set, option);
                    continue;
                }

                until = FirstUnprotected(claim);
                if (found is null) _failed.Add(claim, until);
            }

            protectedUntil = Earliest(protectedUntil, until);
        }

        if (best is { } chosen) Order(job, queue, chosen.Option, chosen.Set);
        return best is not null;
    }

    /// <summary>Looks at who may be told to stop anew when jobs have started since, or were told to stop.</summary>
    public void LookAgain()
    {
        if (_pool is null || _changesBefore == cycle.Changes) return;

        _failed.Clear();
        _pool = null;
    }

    /// <summary>
    /// Stops jobs of the same queue with a lower priority. False when that would not let the job start.
    /// </summary>
    public bool TryPriority(JobEntry job, int queue)
    {
        if (!HasLower(job, queue) || !IsPatienceOver(job)) return false;

        foreach (var option in cycle.OptionsOf(job))
        {
            var demand = option.DemandOf(job.Job.Shape.TaskCountLeast);
            var victims = LowerOf(job, queue);
            if (Choose(job, option, victims, _ => true, _ => true, MayUse) is not { } set) continue;
            if (WithQuota(job, queue, option, set, victims.Sorted) is not { } enough) continue;

            var freed = FreedBy(enough.Victims, demand.Resource);
            var owedAt = cycle.Use.LevelOwed(queue, demand, freed);
            if (!enough.Victims.All(victim => IsAllowed(job, queue, owedAt, victim.Holding))) continue;

            Order(job, queue, option, enough);
            return true;
        }

        return false;

        bool MayUse(Cycle current, int node, JobOption option) =>
            JobPlaces.MayAwait(current, node, option)
            || (promises.IsPromised(node, job) && JobPlaces.Takes(current, node, option));
    }

    /// <summary>Whether jobs of the same queue with a lower priority run.</summary>
    public bool HasLower(JobEntry job, int queue)
    {
        var running = cycle.Covers.Of(queue);
        return running.Count > 0 && running[^1].Job.Job.Priority < job.Job.Priority;
    }

    // Who may be told to stop: by VictimRules those that are covered by a queue above the one that owes the job its
    // room.
    private Func<Victim, bool> MayStopFor(Claim claim)
    {
        var covers = new bool[cycle.Tree.Count];
        for (var level = claim.Above; level >= 0; level = cycle.Tree.ParentOf(level)) covers[level] = true;
        return victim => covers[victim.Holding.CoveredBy]
            && !victim.Holding.IsNewlyAwaited && (claim.IsPastGrace || ProtectedUntil(victim) == 0);
    }

    // A queue's own jobs may run on lent quota of another resource; they are not told to stop for a neighbour on its
    // side.
    private VictimSet? OfOtherSides(VictimSet found, JobEntry job, JobOption option, int owedAt, Claim claim)
    {
        if (found.Victims.All(IsOfOtherSide)) return found;

        var mayStop = MayStopFor(claim);
        return Choose(job, option, _pool!, IsVictim, _ => true, JobPlaces.Takes);

        bool IsVictim(Victim victim) => IsOfOtherSide(victim) && mayStop(victim);
        bool IsOfOtherSide(Victim victim) => !cycle.Tree.IsWithin(victim.Holding.Queue, owedAt);
    }

    // When the stop of everyone whom the fleet covers makes no room on any node, only the nodes of others are worth a
    // look.
    private Func<Victim, bool> NeedsMoreThanFleet(Claim claim)
    {
        if (claim.Above == 0 || !_failed.ContainsKey(claim with { Above = 0 })) return _ => true;

        return victim => victim.Holding.CoveredBy != 0;
    }

    private long FirstUnprotected(Claim claim)
    {
        var first = _pool!.Sorted.Any(victim => victim.Holding.IsNewlyAwaited) ? cycle.Now + 1 : 0;
        if (claim.IsPastGrace) return first;

        var mayStop = MayStopFor(claim with { IsPastGrace = true });
        foreach (var victim in _pool.Sorted)
        {
            if (mayStop(victim)) first = Earliest(first, ProtectedUntil(victim));
        }

        return first;
    }

    private static long Earliest(long first, long second) =>
        first == 0 ? second : second == 0 ? first : Math.Min(first, second);

    private long ProtectedUntil(Victim victim) =>
        Protection.Until(victim.Holding, cycle.Tree.Policy.Reclaim, cycle.Now);

    // Those with a lower priority have their time to end by themselves too.
    private bool IsPatienceOver(JobEntry job)
    {
        var patience = cycle.Tree.Policy.Reclaim.NaturalChurnMilliseconds;
        if (patience == 0) return true;

        var until = cycle.Claim(job) + patience;
        cycle.WakeAt(until);
        return cycle.Now >= until;
    }

    private VictimPool LowerOf(JobEntry job, int queue)
    {
        cycle.Covers.Refresh();
        return new VictimPool(cycle.Covers.Of(queue)
            .Where(holding => holding.MayStop && holding.Job.Job.Priority < job.Job.Priority)
            .Select(holding => Victim.Of(holding, cycle.Now))
            .Where(victim => ProtectedUntil(victim) == 0));
    }

    // More of them, the cheapest first, until quotas allow the job too; then the dearest go on as long as they still
    // do, and those that made room where the others make it as well.
    private VictimSet? WithQuota(
        JobEntry job, int queue, JobOption option, VictimSet set, IReadOnlyList<Victim> victims)
    {
        var demand = option.DemandOf(job.Job.Shape.TaskCountLeast);
        var stopping = set.Victims.ToList();
        foreach (var victim in victims)
        {
            if (IsAllowed()) break;
            if (victim.Holding.Demand.Resource == demand.Resource && !stopping.Contains(victim)) stopping.Add(victim);
        }

        if (stopping.Count == 0 || !IsAllowed()) return null;

        if (stopping.Count == set.Victims.Count) return set;

        for (var index = stopping.Count - 1; index >= 0; index--)
        {
            var victim = stopping[index];
            stopping.RemoveAt(index);
            if (!IsAllowed() || !HasRoom()) stopping.Insert(index, victim);
        }

        return set with { Victims = stopping };

        bool IsAllowed() => cycle.Allows(job, queue, demand, FreedBy(stopping, demand.Resource));
        bool HasRoom() => cycle.AfterStops.Holds(option.Fit.Need, set.Tasks, stopping);
    }

    private VictimSet? Choose(
        JobEntry job,
        JobOption option,
        VictimPool pool,
        Func<Victim, bool> mayStop,
        Func<Victim, bool> opensNode,
        Func<Cycle, int, JobOption, bool> mayUse)
    {
        var taskCount = job.Job.Shape.TaskCountLeast;
        var request = new PlaceRequest(
            job.ShapeIndex, option.Resource, taskCount, taskCount, cycle.EndOf(job), option.Part);
        if (cycle.Room.Find(request, out _) is { } placed) return new VictimSet([], placed.Tasks, 0);

        VictimSet? best = null;
        // A single task would have been placed if it fitted on any node that has not grown.
        var roomy = taskCount > 1
            ? cycle.AfterStops.NodesWithRoom(job.ShapeIndex, option.Resource, option.Fit)
            : cycle.AfterStops.NodesGrown;
        foreach (var part in JobPlaces.PartsFor(cycle.Room, job, option.Part).Take(PartsMax))
        {
            var (begin, end) = cycle.Topology.PositionsOf(part);
            var set = CheapestVictims.Choose(
                cycle.AfterStops.Left,
                option.Fit,
                taskCount,
                end - begin < roomy.Length ? cycle.Topology.NodesOf(part) : roomy,
                node => cycle.Topology.PositionOf(node) >= begin && cycle.Topology.PositionOf(node) < end
                    && mayUse(cycle, node, option),
                pool,
                victim => !_stopped.Contains(victim.Holding) && mayStop(victim),
                taskCount > 1 ? _ => true : opensNode);
            if (set is not null && (best is null || set.Loss < best.Loss)) best = set;
        }

        return best;
    }

    private void Order(JobEntry job, int queue, JobOption option, VictimSet set)
    {
        var demand = option.DemandOf(set.Tasks.Count);
        foreach (var victim in set.Victims) _stopped.Add(victim.Holding);
        foreach (var victim in set.Victims.Where(victim => victim.Holding.Phase != HoldingPhase.Running))
            promises.Forgo(victim.Holding, job);

        foreach (var victim in set.Victims.Where(victim => victim.Holding.Phase == HoldingPhase.Running))
        {
            var rule = victim.Holding.Queue == queue ? PreemptionRule.Priority : PreemptionRule.Reclaim;
            cycle.Stop(victim.Holding, PreemptionRecord.Of(cycle.Tree, cycle.Use, job, queue, demand, victim, rule));
        }

        promises.Reclaim(job, queue, option, set);
        if (set.Victims.Any(victim => victim.Holding.Demand.Resource != demand.Resource)
            || FreedBy(set.Victims, demand.Resource) > demand.Milli)
        {
            cycle.AskAgain();
        }
    }

    private bool IsAllowed(JobEntry job, int queue, int owedAt, Holding holding) =>
        VictimRules.RuleFor(cycle.Tree, job, queue, owedAt, holding) is not null;

    private static long FreedBy(IEnumerable<Victim> victims, int resource) =>
        victims.Where(victim => victim.Holding.Demand.Resource == resource).Sum(victim => victim.Holding.Demand.Milli);

    /// <summary>Jobs that ask for the same and may stop the same others.</summary>
    /// <param name="Shape">What they ask for.</param>
    /// <param name="Option">Where.</param>
    /// <param name="Above">The queue above the one that owes it to them.</param>
    /// <param name="IsPastGrace">Whether the time of borrowers is over.</param>
    private readonly record struct Claim(int Shape, JobOption Option, int Above, bool IsPastGrace);
}

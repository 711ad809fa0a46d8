using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Simulation.Sharing.Steady;

/// <summary>
/// Looks for circles of preemption: when nothing comes, ends or fails any more, a scheduler has to come to rest.
/// </summary>
public static class SteadyState
{
    /// <summary>Most cycles that are asked for unless a caller says otherwise.</summary>
    public const int CyclesMaxDefault = 10_000;

    /// <summary>
    /// Asks for cycles and does what they decide until they decide nothing more. Preempted jobs stop at once; where a
    /// plan is empty but asks to be woken, time passes until then, as long as a claim or a protection may still run
    /// out.
    /// </summary>
    /// <param name="state">The cluster to begin with; it is changed.</param>
    /// <param name="tree">The queues.</param>
    /// <param name="scheduler">Scheduler to be looked at.</param>
    /// <param name="cyclesMax">Most cycles, at least 1.</param>
    /// <exception cref="InvalidOperationException">The scheduler decided what cannot be done.</exception>
    public static SteadyOutcome Reaches(
        ClusterState state, QueueTree tree, IPoolScheduler scheduler, int cyclesMax = CyclesMaxDefault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cyclesMax, 1);
        var seen = new Dictionary<ulong, (int Cycle, long Preemptions)>();
        var (running, preemptions, now) = (RunningSet.Of(state), 0L, state.Now);
        var rules = tree.Policy.Reclaim;
        var patience = rules.GraceMilliseconds + rules.RuntimeMillisecondsMin;
        var quietFrom = now + patience;
        for (var cycle = 0; cycle < cyclesMax; cycle++)
        {
            var digest = running.With(Awaited(state));
            if (seen.TryGetValue(digest, out var before) && preemptions > before.Preemptions)
                return new SteadyOutcome(SteadyEnd.Circle, cycle, preemptions, cycle - before.Cycle);

            seen[digest] = (cycle, preemptions);
            var plan = scheduler.Decide(state, tree, now, int.MaxValue);
            foreach (var decided in plan.Events) Apply(state, decided, running);
            foreach (var order in plan.Events.OfType<PreemptionOrdered>())
            {
                Apply(state, new JobStopped(now, order.Preemption.Victim), running);
                preemptions++;
            }

            if (plan.Events.Count > 0) quietFrom = now + patience;
            else if (plan.NextWake > quietFrom) return new SteadyOutcome(SteadyEnd.AtRest, cycle + 1, preemptions, 0);
            else now = Math.Max(now + 1, plan.NextWake);
        }

        return new SteadyOutcome(SteadyEnd.OutOfCycles, cyclesMax, preemptions, 0);
    }

    // Whoever others have stopped for counts as running: between the stop and the start nothing can be told.
    private static IEnumerable<(JobId Job, int Resource)> Awaited(ClusterState state) =>
        from job in state.Promised
        where job.Reservation is { IsReclaim: true }
        select (job.Job.Id, job.Reservation!.Resource);

    private static void Apply(ClusterState state, ClusterEvent decided, RunningSet running)
    {
        state.ApplyCertain(decided);
        if (decided is JobStarted started) running.Start(started.Id, started.Resource);
        else if (decided is JobStopped stopped) running.Stop(stopped.Id);
    }
}

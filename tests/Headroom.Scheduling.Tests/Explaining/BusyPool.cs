using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Tests.Explaining;

/// <summary>A small pool with all that ever happened in it, in the middle of its work.</summary>
internal sealed record BusyPool(Fleet Fleet, SharingPolicy Policy, IReadOnlyList<ClusterEvent> Events, long Now)
{
    public const int StepBudget = 1_000;

    private const long Minute = 60_000;

    public static Gen<BusyPool> Any { get; } =
        Gen.Select(BusyPoolParts.SomeFleet, Gen.Int[1, 4], Gen.Int[0, 10_000]).SelectMany((fleet, leaves, seed) =>
            Gen.Select(
                    BusyPoolParts.PolicyOn(fleet, leaves), BusyPoolParts.SomeJob(leaves).Array[4, 18],
                    Gen.Select(Gen.Int[0, 25], Gen.Int[0, 7]).Array[8, 24])
                .Select((policy, jobs, steps) => Run(fleet, policy, jobs, steps, seed)));

    public QueueTree Tree() => new(Policy, new Resources(Fleet));

    /// <summary>The state that the events add up to, from nothing.</summary>
    public ClusterState Replay() => Replay(Events);

    public ClusterState Replay(IEnumerable<ClusterEvent> events)
    {
        var state = new ClusterState(Fleet);
        foreach (var happened in events) Assert.Null(state.Apply(happened));
        return state;
    }

    // Jobs come and end between cycles, each of which is done as it was decided.
    private static BusyPool Run(
        Fleet fleet, SharingPolicy policy, Job[] jobs, (int Minutes, int What)[] steps, int seed)
    {
        var (state, tree, scheduler) =
            (new ClusterState(fleet), new QueueTree(policy, new Resources(fleet)), new PoolScheduler());
        var (events, now, submitted) = (new List<ClusterEvent>(), 0L, 0);
        void Do(ClusterEvent happened)
        {
            Assert.Null(state.Apply(happened));
            events.Add(happened);
        }

        foreach (var (minutes, what) in steps)
        {
            now += minutes * Minute;
            if (what is 0 && RunningOf(state).ToList() is [_, ..] running)
                Do(new JobFinished(now, running[(seed + minutes) % running.Count].Job.Id, Succeeded: minutes % 3 > 0));
            if (what is 1 && RunningOf(state).FirstOrDefault() is { } saving)
                Do(new CheckpointSaved(now, saving.Job.Id));
            if (what is 2 && minutes < 8) Do(new NodeChanged(now, seed % fleet.Nodes.Count, (NodeStatus)(minutes % 2)));
            if (what is 3 or 4) StopAll(state, now, Do);
            for (var count = what / 2; count >= 0 && submitted < jobs.Length; count--)
                Do(new JobSubmitted(now, Numbered(jobs[submitted], submitted++, now)));
            if (what is 5 && minutes < 4 && state.Find(new JobId(submitted - 1)) is { Phase: JobPhase.Waiting } held)
                Do(new JobHeld(now, held.Job.Id));
            foreach (var decided in scheduler.Decide(state, tree, now, StepBudget).Events) Do(decided);
        }

        return new BusyPool(fleet, policy, events, now + (seed % 4 == 0 ? 5 * Minute : 0));
    }

    // No job may wait for itself.
    private static Job Numbered(Job job, int number, long now) => job with
    {
        Id = new JobId(number),
        SubmittedMilliseconds = now,
        After = job.After.Any(dependency => dependency.Job.Value == number) ? [] : job.After,
    };

    private static IEnumerable<JobEntry> RunningOf(ClusterState state) =>
        state.Queues.SelectMany(queue => queue.Running).Where(job => job.Phase == JobPhase.Running);

    private static void StopAll(ClusterState state, long now, Action<ClusterEvent> act)
    {
        var stopping = state.Queues.SelectMany(queue => queue.Running).Where(job => job.Phase == JobPhase.Stopping);
        foreach (var job in stopping.ToList()) act(new JobStopped(now, job.Job.Id));
    }
}

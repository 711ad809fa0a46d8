using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Tests.Peers;

/// <summary>What has to hold for every peer, whatever its rule.</summary>
public sealed class PeerProperties
{
    private const int CyclesMax = 40;

    /// <summary>Every peer by its name.</summary>
    public static TheoryData<string> Names => [.. SchedulerCatalogue.Names.Skip(1)];

    // Safety: the state refuses what is over-committed or not whole, and the pool lets no refusal pass.
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_decision_is_accepted_and_every_waiting_job_has_one_verdict(string name) =>
        PeerWorlds.World.Sample(world => Play(world, name, (pool, plan) =>
        {
            var stopped = plan.Events.OfType<PreemptionOrdered>().Select(ordered => ordered.Preemption.Victim);
            var waiting = pool.State.Queues.SelectMany(queue => queue.Waiting)
                .Select(job => job.Job.Id).Except(stopped);
            Assert.Equal(waiting.Order(), plan.Verdicts.Select(verdict => verdict.Job).Order());
            Assert.All(plan.Events.OfType<JobStarted>(), started => Assert.True(IsWholeInService(pool, started)));
        }));

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_jobs_that_may_be_preempted_are(string name) =>
        PeerWorlds.World.Sample(world => Play(world, name, (pool, plan) => Assert.All(
            plan.Events.OfType<PreemptionOrdered>(),
            ordered => Assert.True(pool.State.Find(ordered.Preemption.Victim)!.Job.IsPreemptible))));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_world_is_decided_the_same_and_is_not_changed_by_it(string name) =>
        PeerWorlds.World.Sample(world =>
        {
            var pool = new PeerPool(world.Fleet, world.Policy);
            foreach (var (job, index) in world.Waves[0].Jobs.Select((job, index) => (job, index)))
                pool.Submit(job with { Id = new JobId(index) });

            var used = SchedulerCatalogue.Create(name)!;
            for (var cycle = 0; cycle < 3; cycle++)
            {
                var digest = pool.State.Digest;
                var now = pool.State.Now;
                var first = used.Decide(pool.State, pool.Tree, now, int.MaxValue);
                var second = SchedulerCatalogue.Create(name)!.Decide(pool.State, pool.Tree, now, int.MaxValue);
                Assert.Equal(digest, pool.State.Digest);
                Assert.Equal(first.Events, second.Events);
                Assert.Equal(first.Verdicts, second.Verdicts);
                pool.Do(first);
                pool.PassTo(now + 1);
            }
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_job_that_never_fits_is_told_so_in_the_first_cycle(string name) =>
        PeerWorlds.World.Sample(world => Play(world, name, (pool, plan) =>
        {
            foreach (var verdict in plan.Verdicts)
            {
                var job = pool.State.Find(verdict.Job)!.Job;
                var isTooLarge = job.Shape.GpuMilli * job.Shape.GpuCount * job.Shape.TaskCountLeast
                    > world.Fleet.Nodes.Sum(node => node.GpuMilli);
                if (isTooLarge && job.Queue != "unknown") Assert.Equal(HoldReason.NeverFits, verdict.Hold.Reason);
            }
        }));

    // Without time, nobody is stopped who has just started: an instant ends whatever the rule.
    [Theory]
    [MemberData(nameof(Names))]
    public void At_one_instant_every_peer_comes_to_rest(string name) => PeerWorlds.World.Sample(world =>
    {
        var (pool, scheduler) = (new PeerPool(world.Fleet, world.Policy), SchedulerCatalogue.Create(name)!);
        foreach (var (job, index) in world.Waves.SelectMany(wave => wave.Jobs).Select((job, index) => (job, index)))
        {
            pool.Submit(job with { Id = new JobId(index) });
            if (index % 3 == 0) pool.Cycle(scheduler);
        }

        pool.PassTo(1);
        for (var cycle = 0; pool.Cycle(scheduler).Events.Count > 0; cycle++) Assert.True(cycle <= CyclesMax);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void With_a_small_budget_the_rest_was_not_reached(string name) =>
        PeerWorlds.World.Sample(world =>
        {
            var pool = new PeerPool(world.Fleet, world.Policy);
            foreach (var (job, index) in world.Waves[0].Jobs.Select((job, index) => (job, index)))
                pool.Submit(job with { Id = new JobId(index) });

            var plan = SchedulerCatalogue.Create(name)!.Decide(pool.State, pool.Tree, 0, 1);

            Assert.True(plan.Steps <= world.Policy.Queues.Count + 1, $"{plan.Steps} steps");
            Assert.Equal(
                world.Waves[0].Jobs.Count,
                plan.Verdicts.Count + plan.Events.OfType<JobStarted>().Count());
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void When_the_clock_goes_back_all_wait(string name)
    {
        var pool = PeerPool.Of(1, PeerPool.Queue("a"));
        pool.PassTo(10);
        pool.Submit("a");

        var plan = SchedulerCatalogue.Create(name)!.Decide(pool.State, pool.Tree, 9, 100);

        Assert.Equal(HoldReason.ClockWentBack, Assert.Single(plan.Verdicts).Hold.Reason);
    }

    /// <summary>
    /// Plays a world until nothing changes between two waves. A peer that goes round in a circle is a finding about it:
    /// <see cref="PeerCircles"/> counts them, and here the wave ends.
    /// </summary>
    internal static int Play(PeerWorld world, string name, Action<PeerPool, Plan> check)
    {
        var (pool, scheduler) = (new PeerPool(world.Fleet, world.Policy), SchedulerCatalogue.Create(name)!);
        var (id, circles) = (0L, 0);
        for (var wave = 0; wave < world.Waves.Count; wave++)
        {
            pool.PassTo(wave * 1000);
            End(pool, world.Waves[wave].Ends);
            foreach (var job in world.Waves[wave].Jobs)
                pool.Submit(job with { Id = new JobId(id++), SubmittedMilliseconds = pool.State.Now });

            for (var cycle = 0; cycle <= CyclesMax; cycle++)
            {
                var plan = pool.Cycle(scheduler);
                check(pool, plan);
                pool.PassTo(pool.State.Now + 1);
                if (plan.Events.Count == 0) break;
                if (cycle == CyclesMax) circles++;
            }
        }

        return circles;
    }

    private static void End(PeerPool pool, IReadOnlyList<int> places)
    {
        foreach (var place in places)
        {
            var running = pool.State.Queues.SelectMany(queue => queue.Running).ToList();
            if (running.Count > 0) pool.Finish(running[place % running.Count].Job.Id);
        }
    }

    private static bool IsWholeInService(PeerPool pool, JobStarted started) =>
        started.Tasks.All(task => pool.State.StatusOf(task.Node) == NodeStatus.InService)
        && (pool.State.Find(started.Id) is not { Job.Shape: var shape }
            || (started.Tasks.Count >= shape.TaskCountLeast && started.Tasks.Count <= shape.TaskCount));
}

using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Guarantees;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Simulation.Tests.Sharing.Guarantees;

/// <summary>
/// On one node of four: queues a and b are owed two each, and b borrows what a does not use.
/// </summary>
public sealed class GuaranteeCheckTests
{
    private const long Grace = 60_000;

    private static readonly SharingPolicy Halves = Policy(Queue("a", 2_000), Queue("b", 2_000));

    private static readonly SharingOptions Checked = new() { CheckGuarantees = true };

    [Fact]
    public void A_job_that_is_not_given_back_its_room_in_time_is_a_violation_from_then_on()
    {
        // Job 5 is owed two accelerators from 10 s on, and gets them at 200 s when the borrowers end.
        var run = Make.Run([.. Borrowers(200), Make.Job(5, gpus: 2, at: 10, queue: "a")], policy: Halves, options: Checked);

        var violation = Assert.Single(run.Guarantees!.Violations);
        Assert.Equal(new GuaranteeViolation(new JobId(5), "a", "a", 10_000, 200_000, 2 * 130_000), violation);
        Assert.Equal(260 / 3600.0, run.Guarantees.GpuHours, 12);
        Assert.Equal(260 / 3600.0, run.Tenants.Single(tenant => tenant.Queue == "a").ViolationGpuHours, 12);
        Assert.Equal(0, run.Tenants.Single(tenant => tenant.Queue == "b").ViolationGpuHours);
    }

    // Worlds in which a claim was once forgotten, or waited for what it could have had at once.
    [Theory]
    [InlineData(105)]
    [InlineData(270)]
    [InlineData(345)]
    [InlineData(359)]
    [InlineData(594)]
    [InlineData(906)]
    [InlineData(1023)]
    [InlineData(1076)]
    [InlineData(1106)]
    [InlineData(1250)]
    [InlineData(1396)]
    [InlineData(1450)]
    [InlineData(1762)]
    [InlineData(1895)]
    [InlineData(2473)]
    [InlineData(6342)]
    [InlineData(6584)]
    [InlineData(7125)]
    [InlineData(7661)]
    [InlineData(10896)]
    [InlineData(15394)]
    public void Lent_quota_comes_back_in_time(ulong seed)
    {
        var world = RandomPool.Create(seed);

        var run = SharingReplay.Run(world.Jobs, world.Fleet, world.Policy, new PoolScheduler(), Checked);

        Assert.Empty(run.Guarantees!.Violations);
    }

    [Theory]
    // The borrowers end within the grace time.
    [InlineData(2, "a", 60, true)]
    // Three are more than a is owed.
    [InlineData(3, "a", 200, true)]
    // What b runs on its own quota it need not give back to itself.
    [InlineData(2, "b", 200, true)]
    // Borrowers that may not be preempted cannot be asked.
    [InlineData(2, "a", 200, false)]
    public void What_is_not_owed_or_cannot_be_given_is_no_violation(
        int gpus, string queue, int runs, bool isPreemptible)
    {
        var borrowers = Borrowers(runs).Select(job => job.With(own => own with { IsPreemptible = isPreemptible }));

        var run =
            Make.Run([.. borrowers, Make.Job(5, gpus: gpus, at: 10, queue: queue)], policy: Halves, options: Checked);

        Assert.Equal(0, run.Guarantees!.Count);
        Assert.Equal(0, run.Guarantees.GpuHours);
    }

    [Theory]
    [InlineData(0, 130)]
    // With 20 s to stop the time is over 20 s later.
    [InlineData(20, 110)]
    public void Time_to_stop_comes_on_top_of_the_grace_time(int stop, int over)
    {
        var policy = Halves with { Reclaim = Halves.Reclaim with { StopMilliseconds = stop * 1000 } };

        var run = Make.Run([.. Borrowers(200), Make.Job(5, gpus: 2, at: 10, queue: "a")], policy: policy, options: Checked);

        Assert.Equal(2 * over * 1000, Assert.Single(run.Guarantees!.Violations).GpuMilliseconds);
    }

    [Fact]
    public void An_interruption_begins_the_time_anew()
    {
        // Job 6 uses half of what queue a is owed from 50 to 60 s: job 5 is owed room for 40 s and then for 55 s.
        var run = Make.Run(
            [
                Make.Job(1, runs: 115, queue: "b"), Make.Job(2, runs: 300, queue: "b"), Make.Job(3, runs: 300, queue: "b"),
                Make.Job(4, runs: 50, queue: "b"),
                Make.Job(5, gpus: 2, at: 10, queue: "a"),
                Make.Job(6, at: 50, runs: 10, queue: "a", priority: 1),
            ],
            policy: Halves, options: Checked with { KeepJobs = true });

        Assert.Equal(115_000, run.Outcomes.Single(job => job.Job.Value == 5).Started);
        Assert.Equal(0, run.Guarantees!.Count);
    }

    [Fact]
    public void A_job_may_be_owed_room_by_the_queue_above()
    {
        // The cohort is owed four, its queues two and none: c has one of them already and is owed more by the cohort.
        var policy = Policy(
            Queue("cohort", 4_000), Queue("a", 2_000) with { Parent = "cohort" }, Queue("c", 0) with { Parent = "cohort" },
            Queue("b", 0));
        var (state, tree) = World(policy, Make.Job(1, gpus: 3, queue: "b"), Make.Job(2, queue: "c"));
        Submit(state, Make.Job(3, gpus: 2, queue: "c"));

        var owed = new GuaranteeCheck(state.Fleet, tree).OwedNow(state, state.Now);

        Assert.Equal([new OwedJob(tree.IndexOf("c"), tree.IndexOf("cohort"), new JobId(3), 0, 2_000)], owed);
    }

    [Fact]
    public void What_a_sibling_does_not_lend_is_not_owed_by_the_queue_above()
    {
        var sibling = new QueueDefinition
        {
            Name = "a",
            Parent = "cohort",
            Quotas = [new Quota(Make.Model, 2_000, LendingLimitMilli: 1_000)],
        };
        var policy = Policy(Queue("cohort", 4_000), sibling, Queue("c", 1_000) with { Parent = "cohort" }, Queue("b", 0));
        var (state, tree) = World(policy, Make.Job(1, gpus: 4, queue: "b"));
        Submit(state, Make.Job(2, gpus: 4, queue: "c"));
        Submit(state, Make.Job(3, gpus: 3, queue: "c", priority: -1));

        var owed = new GuaranteeCheck(state.Fleet, tree).OwedNow(state, state.Now);

        Assert.Equal(new JobId(3), Assert.Single(owed).Job);
    }

    [Fact]
    public void A_limit_on_borrowing_a_pause_or_a_later_time_means_that_nothing_is_owed()
    {
        Assert.Single(OwedBy(Queue("a", 2_000), job => job));
        Assert.Empty(OwedBy(Queue("a", 2_000) with { IsPaused = true }, job => job));
        Assert.Empty(OwedBy(Queue("a", 2_000), job => job with { NotBeforeMilliseconds = 1 }));
        Assert.Empty(OwedBy(Queue("a", 2_000), job => job with { StartByMilliseconds = 1 }));
        Assert.Empty(OwedBy(Queue("a", 2_000), job => job with { After = [new Dependency(new JobId(1), default)] }));
        Assert.Single(OwedBy(Queue("a", 2_000), job => job with { After = [new Dependency(new JobId(99), default)] }));
        Assert.Empty(OwedBy(
            Queue("a", 2_000),
            job => job with { After = [new Dependency(new JobId(99), DependencyCondition.Succeeded)] }));
        Assert.Empty(OwedBy(
            Queue("a", 1_000) with { Quotas = [new Quota(Make.Model, 1_000, BorrowingLimitMilli: 0)] }, job => job));
    }

    [Fact]
    public void A_gang_that_must_be_near_is_owed_only_room_that_is_near()
    {
        var fleet = Make.Fleet(nodes: 2, gpus: 2);
        var policy = Policy(Queue("a", 4_000), Queue("b", 0));
        var near = Make.Job(3, tasks: 2, gpus: 1, queue: "a").Shaped(shape =>
            shape with { Topology = new TopologyWish(TopologyLevel.Node, IsRequired: true) });
        var (state, tree) = World(policy, fleet, Make.Job(1, queue: "a"), Make.Job(2, gpus: 2, queue: "b"));
        Submit(state, near);

        var check = new GuaranteeCheck(fleet, tree);
        Assert.Equal(new JobId(3), Assert.Single(check.OwedNow(state, 0)).Job);
        Assert.Null(state.Apply(new NodeChanged(0, 1, NodeStatus.Cordoned)));
        Assert.Empty(check.OwedNow(state, 0));
    }

    private static IReadOnlyList<OwedJob> OwedBy(QueueDefinition queue, Func<Job, Job> change)
    {
        var (state, tree) = World(Policy(queue, Queue("b", 0)), Make.Job(1, gpus: 4, queue: "b"));
        Submit(state, Make.Job(2, gpus: 2, queue: "a").With(change));
        return new GuaranteeCheck(state.Fleet, tree).OwedNow(state, 0);
    }

    private static SharedJob[] Borrowers(long runs) =>
        [.. Enumerable.Range(1, 4).Select(id => Make.Job(id, runs: runs, queue: "b"))];

    private static (ClusterState State, QueueTree Tree) World(SharingPolicy policy, params SharedJob[] running) =>
        World(policy, Make.Fleet(), running);

    private static (ClusterState State, QueueTree Tree) World(
        SharingPolicy policy, Headroom.Cluster.Fleets.Fleet fleet, params SharedJob[] running)
    {
        var state = new ClusterState(fleet);
        foreach (var job in running) Submit(state, job);
        foreach (var start in ScriptedScheduler.StartAll(state, 0).ToList()) Assert.Null(state.Apply(start));
        return (state, new QueueTree(policy, state.Resources));
    }

    private static void Submit(ClusterState state, SharedJob job) =>
        Assert.Null(state.Apply(new JobSubmitted(0, job.Job)));

    private static QueueDefinition Queue(string name, long milli) =>
        new() { Name = name, Quotas = milli > 0 ? [new Quota(Make.Model, milli)] : [] };

    private static SharingPolicy Policy(params QueueDefinition[] queues) =>
        new() { Queues = queues, Reclaim = new ReclaimRules { GraceMilliseconds = Grace } };
}

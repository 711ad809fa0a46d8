using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Peers.CohortShare;
using Headroom.Scheduling.Plans;
using static Headroom.Scheduling.Tests.Peers.PeerPool;

namespace Headroom.Scheduling.Tests.Peers;

/// <summary>Examples of Kueue's own documents.</summary>
public sealed class CohortSharePeerTests
{
    private readonly CohortSharePeer _peer = new();

    // Cluster Queue, Borrowing example: 9 and 12 cores in one cohort.
    [Fact]
    public void A_queue_borrows_all_that_its_cohort_does_not_use()
    {
        var pool = OfCores(3, 7, Cores("team-a", 9), Cores("team-b", 12));
        for (var job = 0; job < 25; job++) pool.Submit("team-a", gpus: 0, cores: 1);

        pool.Settle(_peer);

        Assert.Equal(21, pool.RunningOf("team-a"));
    }

    // The same: "Kueue will admit Workloads in team-b-cq before admitting any new Workloads in team-a-cq".
    [Fact]
    public void Nominal_quota_goes_before_borrowing()
    {
        var pool = OfCores(1, 21, Cores("team-a", 9), Cores("team-b", 12));
        for (var job = 0; job < 9; job++) pool.Submit("team-a", gpus: 0, cores: 1);
        pool.Settle(_peer);
        for (var job = 0; job < 12; job++) pool.Submit("team-a", gpus: 0, cores: 1);
        for (var job = 0; job < 12; job++) pool.Submit("team-b", gpus: 0, cores: 1);

        pool.Settle(_peer);

        Assert.Equal((9, 12), (pool.RunningOf("team-a"), pool.RunningOf("team-b")));
    }

    // Cluster Queue, BorrowingLimit: 9 cores and a limit of 1.
    [Fact]
    public void A_queue_borrows_no_more_than_its_limit()
    {
        var pool = OfCores(1, 21, Cores("team-a", 9, borrowing: 1), Cores("team-b", 12));
        for (var job = 0; job < 12; job++) pool.Submit("team-a", gpus: 0, cores: 1);

        var plan = pool.Cycle(_peer);

        Assert.Equal(10, pool.RunningOf("team-a"));
        Assert.All(plan.Verdicts, verdict => Assert.Equal(HoldReason.OverQuota, verdict.Hold.Reason));
    }

    // Issue 9345: at most one workload of a queue is considered in a cycle, which leaves shares of 750 and 250.
    [Fact]
    public void One_head_a_round_can_leave_shares_unbalanced()
    {
        var pool = new PeerPool(
            new() { Nodes = [new Node("node", 64_000, 1 << 20, 4, "A100")] }, PolicyOf(Queue("a"), Queue("b")));
        pool.SubmitMany("a", 2);
        pool.Settle(_peer);
        var a2 = pool.Submit("a");
        var b = pool.SubmitMany("b", 2);

        var plan = pool.Cycle(_peer);

        Assert.Equal([b[0], a2], plan.Events.OfType<JobStarted>().Select(started => started.Id));
    }

    // KEP-1714, story 1: who comes later takes back until both have an equal part of the pool.
    [Fact]
    public void A_late_team_gets_an_equal_share_by_preemption()
    {
        var pool = Of(2, Queue("east", gpus: 2), Queue("west", gpus: 2));
        var early = pool.SubmitMany("east", 16);
        pool.Settle(_peer);
        pool.SubmitMany("west", 16);

        pool.Settle(_peer);

        Assert.Equal((8, 8), (pool.RunningOf("east"), pool.RunningOf("west")));
        Assert.Equal(early.Take(8), early.Where(pool.Runs));
    }

    // KEP-1714, story 3: 300 accelerators of a third cohort, 150 to each of the two, and 30, 30 and 90 within the
    // first.
    [Fact]
    public void Unused_quota_is_shared_by_weight_at_each_level()
    {
        var pool = Of(
            38, Queue("CS", gpus: 300), Queue("C1"), Queue("C2"), Queue("rest", gpus: 4, lending: 0),
            Queue("1A", parent: "C1"), Queue("1B", parent: "C1"), Queue("1C", weight: 3, parent: "C1"),
            Queue("2A", parent: "C2"));
        foreach (var queue in new[] { "1A", "1B", "1C", "2A" }) pool.SubmitMany(queue, 300);

        pool.Settle(_peer);

        Assert.Equal((30, 30), (pool.RunningOf("1A"), pool.RunningOf("1B")));
        Assert.Equal((90, 150), (pool.RunningOf("1C"), pool.RunningOf("2A")));
    }

    // Preemption, LessThanInitialShare: a workload that takes the whole unused capacity is stopped for a smaller one.
    [Fact]
    public void A_greedy_workload_is_preempted_for_one_that_takes_its_share()
    {
        var pool = Of(1, Queue("a"), Queue("b"));
        var greedy = pool.Submit("a", gpus: 8);
        pool.Settle(_peer);
        var modest = pool.Submit("b", gpus: 3);

        var plan = pool.Cycle(_peer);
        pool.Settle(_peer);

        Assert.Equal(greedy, Assert.Single(plan.Events.OfType<PreemptionOrdered>()).Preemption.Victim);
        Assert.True(pool.Runs(modest));
        Assert.False(pool.Runs(greedy));
    }

    // Preemption, LessThanOrEqualToFinalShare: it may favor smaller workloads, "regardless of priority or start time".
    [Fact]
    public void Small_workloads_are_preempted_where_a_large_one_would_cost_more_than_the_share()
    {
        var pool = Of(1, Queue("a"), Queue("b", weight: 2));
        pool.Submit("b", gpus: 6);
        var small = pool.SubmitMany("b", 2, priority: 1);
        pool.Settle(_peer);
        pool.Submit("a", gpus: 2);

        var plan = pool.Cycle(_peer);

        var stopped = plan.Events.OfType<PreemptionOrdered>().Select(ordered => ordered.Preemption.Victim);
        Assert.Equal(small, stopped.Order());
    }

    // Fair Sharing, proof: DRS_A_admitted < DRS_B_admitted whenever A preempts B.
    [Fact]
    public void Who_would_be_as_greedy_preempts_nobody()
    {
        var pool = Of(1, Queue("a"), Queue("b"));
        pool.Submit("a", gpus: 8);
        pool.Settle(_peer);
        pool.Submit("b", gpus: 8);

        Assert.Equal(0, pool.Settle(_peer));
    }

    [Fact]
    public void Who_is_within_nominal_quota_is_never_preempted_by_another_queue()
    {
        var pool = Of(1, Queue("a", gpus: 4), Queue("b", gpus: 4));
        pool.Submit("a", gpus: 4);
        pool.Submit("b", gpus: 4);
        pool.Settle(_peer);
        pool.Submit("b", gpus: 4);

        Assert.Equal(0, pool.Settle(_peer));
    }

    [Fact]
    public void Within_a_queue_only_a_higher_priority_preempts()
    {
        var pool = Of(1, Queue("a", gpus: 8));
        var low = pool.Submit("a", gpus: 8);
        pool.Settle(_peer);
        var equal = pool.Submit("a", gpus: 8);
        pool.Settle(_peer);
        Assert.True(pool.Runs(low));

        var high = pool.Submit("a", gpus: 8, priority: 1);
        pool.Settle(_peer);

        Assert.True(pool.Runs(high));
        Assert.False(pool.Runs(low) || pool.Runs(equal));
    }

    [Fact]
    public void A_head_that_cannot_be_admitted_steps_aside_only_where_the_queue_says_so()
    {
        var pool = Of(1, Queue("open"), Queue("strict") with { AllowsBackfill = false });
        pool.Submit("open", gpus: 4);
        pool.Settle(_peer);
        foreach (var queue in new[] { "open", "strict" })
        {
            pool.Submit(queue, tasks: 8, gpus: 1);
            pool.Submit(queue, gpus: 1);
        }

        pool.Settle(_peer);

        Assert.Equal((2, 0), (pool.RunningOf("open"), pool.RunningOf("strict")));
    }

    private static QueueDefinition Cores(string name, int cores, int? borrowing = null) =>
        new() { Name = name, Quotas = [new Quota(Quota.Cpu, cores * 1000L, borrowing * 1000L)] };
}

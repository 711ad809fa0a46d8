using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Tests.Deciding;

/// <summary>What was decided wrongly once, and how it has to be.</summary>
public sealed class ExampleTests
{
    private static readonly ReclaimRules SlowStop = new() { GraceMilliseconds = 0, StopMilliseconds = 10 };

    [Fact]
    public void A_short_job_does_not_take_what_others_were_told_to_stop_for()
    {
        var run = Example.Pool(1, 4, SlowStop, Example.Queue("owed", owed: 4), Example.Queue("borrows"));
        run.Offer(Example.Job(0, "borrows", gpus: 2));
        run.Offer(Example.Job(1, "owed", gpus: 4));
        Assert.Equal(JobPhase.Stopping, run.State.Find(new JobId(0))!.Phase);

        run.Offer(Example.Job(2, "borrows", gpus: 2, limit: 5));
        run.StopAll();
        run.Cycle();

        Assert.Equal([1], run.RunningIds());
    }

    [Fact]
    public void Others_of_its_array_do_not_start_while_jobs_stop_for_one()
    {
        var run = Example.Pool(1, 4, SlowStop, Example.Queue("owed", owed: 4), Example.Queue("borrows"));
        run.Offer(Example.Job(0, "borrows", gpus: 2));
        run.Offer(OfArray(Example.Job(1, "owed", gpus: 3)));
        run.Offer(OfArray(Example.Job(2, "owed", gpus: 1, priority: 1)));
        run.StopAll();
        run.Cycle();

        Assert.Equal([1], run.RunningIds());
    }

    [Fact]
    public void A_job_that_may_be_preempted_does_not_wait_with_one_that_may_not()
    {
        var run = Example.Pool(1, 4, Example.Queue("q"), Example.Queue("owed", owed: 4));

        var plan = run.Offer(Example.Job(0, "q") with { IsPreemptible = false }, Example.Job(1, "q"));

        Assert.Equal(HoldReason.NeverWithinQuota, plan.HoldOf(0).Reason);
        Assert.Equal([1], run.RunningIds());
    }

    [Fact]
    public void An_elastic_job_takes_no_more_than_is_lent()
    {
        var run = Example.Pool(1, 8, Example.Queue("keeps", owed: 6, lends: 2), Example.Queue("borrows"));

        run.Offer(Elastic(Example.Job(0, "borrows", tasks: 16), least: 1));

        Assert.Equal(4, Assert.Single(run.Running).Tasks.Count);
    }

    [Fact]
    public void A_job_above_every_limit_is_told_so_though_the_fleet_is_full()
    {
        var run = Example.Pool(1, 8, Example.Queue("keeps", owed: 6, lends: 2), Example.Queue("borrows"));
        run.Offer(Example.Job(0, "keeps", gpus: 6));

        Assert.Equal(HoldReason.NeverWithinQuota, run.Offer(Example.Job(1, "borrows", gpus: 5)).HoldOf(1).Reason);
        Assert.Empty(run.State.Promised);
    }

    [Fact]
    public void A_job_that_never_starts_is_in_nobodys_way()
    {
        var run = Example.Pool(1, 4, Example.Queue("q") with { AllowsBackfill = false });

        var plan = run.Offer(Example.Job(0, "q", gpus: 8), Example.Job(1, "q"));

        Assert.Equal(HoldReason.NeverFits, plan.HoldOf(0).Reason);
        Assert.Equal([1], run.RunningIds());
    }

    // Nodes of Example have 64 cores and 256 GiB.
    [Theory]
    [InlineData(8, 0, 0, "A", 8_000, 4_000)]
    [InlineData(1, 1_000_000, 0, "cpu", 1_000_000, 64_000)]
    [InlineData(1, 0, 1 << 21, Hold.Memory, 2_048_000, 256_000)]
    public void What_no_node_has_for_a_task_is_named(
        int gpus, long cores, long memory, string resource, long asked, long most)
    {
        var run = Example.Pool(2, 4, Example.Queue("q"));
        var job = Example.Job(0, "q", gpus: gpus);

        var shape = job.Shape with { CpuMillicores = cores, MemoryMiB = memory };
        var hold = run.Offer(job with { Shape = shape }).HoldOf(0);

        Assert.Equal(
            (HoldReason.NeverFits, resource, asked, most),
            (hold.Reason, hold.Resource, hold.AskedMilli, hold.AvailableMilli));
    }

    [Fact]
    public void A_job_that_never_starts_is_told_so_even_behind_others()
    {
        var run = Example.Pool(1, 4, Example.Queue("q", owed: 1, borrows: 2) with { AllowsBackfill = false });

        var plan = run.Offer(
            Example.Job(0, "q", gpus: 3), Example.Job(1, "q", gpus: 3), Example.Job(2, "q", gpus: 4), Example.Job(3, "q", gpus: 8));

        Assert.Equal(HoldReason.OverQuota, plan.HoldOf(1).Reason);
        Assert.Equal(HoldReason.NeverWithinQuota, plan.HoldOf(2).Reason);
        Assert.Equal(HoldReason.NeverFits, plan.HoldOf(3).Reason);
    }

    [Fact]
    public void A_job_that_never_starts_is_not_in_the_way_of_a_claim()
    {
        var run = Example.Pool(1, 4, Example.Queue("owed", owed: 4) with { AllowsBackfill = false }, Example.Queue("borrows"));
        run.Offer(Example.Job(0, "borrows", gpus: 4));

        run.Offer(Example.Job(1, "owed", gpus: 8), Example.Job(2, "owed", gpus: 4));
        run.StopAll();
        run.Cycle();

        Assert.Equal([2], run.RunningIds());
    }

    // Node by node: the first is taken for the job that others stop for, on the second the one behind it would fit.
    [Fact]
    public void Without_backfill_nobody_goes_before_a_job_that_waits_for_others_to_stop()
    {
        var run = Example.Pool(2, 4, SlowStop, Example.Queue("owed", owed: 8) with { AllowsBackfill = false });
        run.Offer(Example.Job(0, "owed", gpus: 4), Example.Job(1, "owed", gpus: 2, priority: 2));

        var first = run.Offer(Example.Job(2, "owed", gpus: 4, priority: 1), Example.Job(3, "owed"));
        var second = run.Cycle();

        Assert.Equal(HoldReason.BehindOthers, first.HoldOf(3).Reason);
        Assert.Equal(HoldReason.WaitingForPreemption, second.HoldOf(2).Reason);
        Assert.Equal(HoldReason.BehindOthers, second.HoldOf(3).Reason);
    }

    [Fact]
    public void A_claim_is_not_closed_by_a_cycle_that_does_not_look()
    {
        var rules = new ReclaimRules { NaturalChurnMilliseconds = 10, GraceMilliseconds = 10 };
        var run = Example.Pool(1, 4, rules, Example.Queue("also", owed: 1), Example.Queue("owed", owed: 3), Example.Queue("borrows"));
        run.Offer(Example.Job(0, "borrows", gpus: 3));
        run.Offer(Example.Job(1, "owed", gpus: 3));
        run.Wait(5);
        run.Submit(Example.Job(2, "also"));

        run.Cycle(stepBudget: 1);

        Assert.Equal([0, 2], run.RunningIds());
        Assert.Equal(0, run.State.Find(new JobId(1))!.ClaimedSince);
    }

    [Fact]
    public void Nodes_that_others_stop_for_are_given_up_when_the_policy_knows_the_queue_no_longer()
    {
        var run = Example.Pool(1, 4, SlowStop, Example.Queue("owed", owed: 4), Example.Queue("borrows"));
        run.Offer(Example.Job(0, "borrows", gpus: 2));
        run.Offer(Example.Job(1, "owed", gpus: 4));
        var cohort = new QueueTree(
            new SharingPolicy { Queues = [Example.Queue("owed", owed: 4), Example.Queue("below", parent: "owed")] },
            run.State.Resources);

        var plan = new PoolScheduler().Decide(run.State, cohort, run.Now, 100);

        Assert.Equal(HoldReason.UnknownQueue, plan.HoldOf(1).Reason);
        Assert.Contains(new ReservationDropped(run.Now, new JobId(1)), plan.Events);
    }

    [Fact]
    public void Quota_that_a_priority_leaves_over_is_claimed_at_once()
    {
        var run = Example.Pool(
            2, 6, SlowStop, Example.Queue("owed", owed: 6), Example.Queue("one", parent: "owed"),
            Example.Queue("two", parent: "owed"), Example.Queue("borrows"));
        run.Offer(Example.Job(0, "two", gpus: 6), Example.Job(1, "borrows", gpus: 6, limit: 500));

        var first = run.Offer(Example.Job(2, "one", gpus: 4), Example.Job(3, "two", gpus: 2, priority: 1));
        var second = run.Cycle();

        Assert.Contains(first.Events, decided => decided is PreemptionOrdered { Preemption.Beneficiary.Value: 3 });
        Assert.Equal(run.Now, first.NextWake);
        Assert.Contains(new ClaimOpened(run.Now, new JobId(2)), second.Events);
        Assert.True(second.NextWake > run.Now);
    }

    // Job 0 is the cheaper one and would make the room; job 1 has to stop for the quota, and makes room too.
    [Fact]
    public void Who_stops_for_room_goes_on_where_those_that_stop_for_quota_make_it()
    {
        var run = new PoolRun(
            new Fleet { Nodes = [new Node("n", 9_000, 65_536, 4, "A")] },
            new SharingPolicy
            {
                Queues =
                [
                    new QueueDefinition
                    {
                        Name = "q",
                        Quotas = [new Quota("A", 4_000, null, null), new Quota("cpu", 4_000, 0, null)],
                    },
                ],
                Reclaim = new ReclaimRules
                {
                    GraceMilliseconds = 0,
                    NaturalChurnMilliseconds = 0,
                    RuntimeMillisecondsMin = 0,
                },
            });
        run.Offer(
            Example.Job(0, "q") with { Shape = new JobShape { GpuCount = 1, CpuMillicores = 3_000 } },
            Example.Job(1, "q") with { Shape = new JobShape { CpuMillicores = 3_000 } });
        run.Wait(100);

        run.Offer(Example.Job(2, "q", priority: 1) with { Shape = new JobShape { CpuMillicores = 4_000 } });

        run.StopAll();
        run.Cycle();

        Assert.Equal([0, 2], run.RunningIds());
    }

    private static Job OfArray(Job job) => job with { Array = new JobId(1), ArrayRunningMax = 1 };

    private static Job Elastic(Job job, int least) => job with { Shape = job.Shape with { TaskCountMin = least } };
}

using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Scheduling.Explaining;
using Headroom.Scheduling.Plans;
using static Headroom.Scheduling.Tests.Explaining.SmallPool;

namespace Headroom.Scheduling.Tests.Explaining;

public sealed class ExplainerTests
{
    [Fact]
    public void Eight_tasks_where_six_are_free_start_with_six()
    {
        var pool = new SmallPool(NodeOf(gpus: 8));
        pool.Run(JobOf(gpus: 2, minutes: 90) with { IsPreemptible = false });

        var explained = pool.Explain(pool.Submit(JobOf(tasks: 8)));

        Assert.Equal(HoldReason.NoRoomNow, explained.Hold!.Reason);
        Assert.Equal(
            [
                new Change(new FewerTasks(6), StartEffect.StartsNow, 250, IsLeast: true, []),
                new Change(new Wait(90 * Minute, IsPromised: true), StartEffect.Waits, 0, IsLeast: false, []),
            ],
            explained.Changes);
    }

    [Fact]
    public void One_task_of_eight_accelerators_starts_with_the_six_that_are_free()
    {
        var pool = new SmallPool(NodeOf(gpus: 8));
        pool.Run(JobOf(gpus: 2));

        var explained = pool.Explain(pool.Submit(JobOf(gpus: 8)));

        Assert.Equal(new Change(new FewerGpus(6), StartEffect.StartsNow, 250, IsLeast: true, []), explained.Changes[0]);
    }

    [Fact]
    public void Processors_that_are_short_beside_free_accelerators_are_named_and_fewer_would_do()
    {
        var pool = new SmallPool(NodeOf(gpus: 8) with { CpuMillicores = 2_500 });
        pool.Run(JobOf() with { Shape = new JobShape { GpuCount = 1, CpuMillicores = 1_000 } });

        var explained = pool.Explain(pool.Submit(
            JobOf() with { Shape = new JobShape { GpuCount = 1, CpuMillicores = 2_000 } }));

        var hold = explained.Hold!;
        Assert.Equal(
            (HoldReason.NoRoomNow, "cpu", 2_000, 1_500),
            (hold.Reason, hold.Resource, hold.AskedMilli, hold.AvailableMilli));
        Assert.Equal(
            new Change(new FewerCores(1_500), StartEffect.StartsNow, 125, IsLeast: true, []), explained.Changes[0]);
    }

    [Fact]
    public void Memory_that_is_short_beside_free_accelerators_is_named_and_less_would_do()
    {
        var pool = new SmallPool(NodeOf(gpus: 8) with { MemoryMiB = 4096 });
        pool.Run(JobOf() with { Shape = new JobShape { GpuCount = 1, MemoryMiB = 3072 } });

        var explained = pool.Explain(pool.Submit(
            JobOf() with { Shape = new JobShape { GpuCount = 1, MemoryMiB = 2048 } }));

        var hold = explained.Hold!;
        Assert.Equal(
            (HoldReason.NoRoomNow, Hold.Memory, 2_000, 1_000),
            (hold.Reason, hold.Resource, hold.AskedMilli, hold.AvailableMilli));
        Assert.Equal(
            new Change(new LessMemory(1024), StartEffect.StartsNow, 500, IsLeast: true, []), explained.Changes[0]);
    }

    [Fact]
    public void A_part_that_is_too_large_starts_as_the_part_that_is_left()
    {
        var pool = new SmallPool(NodeOf(gpus: 1));
        pool.Run(JobOf() with { Shape = new JobShape { GpuCount = 1, GpuMilli = 700 } });

        var explained = pool.Explain(pool.Submit(
            JobOf() with { Shape = new JobShape { GpuCount = 1, GpuMilli = 500 } }));

        Assert.Equal(
            new Change(new SmallerPart(300), StartEffect.StartsNow, 400, IsLeast: true, []), explained.Changes[0]);
    }

    [Fact]
    public void An_elastic_job_starts_when_it_makes_do_with_less()
    {
        var pool = new SmallPool(NodeOf(gpus: 8));
        pool.Run(JobOf(gpus: 5));
        var job = JobOf() with { Shape = new JobShape { TaskCount = 8, TaskCountMin = 4, GpuCount = 1 } };

        var explained = pool.Explain(pool.Submit(job));

        Assert.Equal(new FewerTasks(3), explained.Changes[0].Edit);
        Assert.Equal((8, 3), SizeOf(explained.Changes[0].Edit.ApplyTo(job)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_job_in_the_way_of_a_promise_starts_with_a_limit_that_ends_before_it(bool isPromisedBefore)
    {
        var pool = new SmallPool(NodeOf(gpus: 4));
        pool.Run(JobOf(gpus: 2, minutes: 77));
        var promised = pool.Submit(JobOf(gpus: 4));
        if (isPromisedBefore) pool.Cycle();

        var explained = pool.Explain(pool.Submit(JobOf(minutes: 240)));

        Assert.Equal((HoldReason.ReservedForOthers, [promised]), (explained.Hold!.Reason, explained.Hold.Holders));
        Assert.Equal(
            new Change(new ShorterLimit(77 * Minute, 240 * Minute), StartEffect.StartsNow, 340, IsLeast: true, []),
            explained.Changes.First(change => change.Edit is ShorterLimit));
    }

    [Fact]
    public void A_job_that_asks_for_one_model_starts_on_another()
    {
        var pool = new SmallPool(NodeOf(gpus: 1), NodeOf(gpus: 1, model: "B"));
        pool.Run(JobOf());

        var explained = pool.Explain(pool.Submit(
            JobOf() with { Shape = new JobShape { GpuCount = 1, Chips = [new ChipChoice("A")] } }));

        Assert.Equal(new Change(new OtherModel("B"), StartEffect.StartsNow, 20, IsLeast: false, []), explained.Changes[0]);
    }

    [Fact]
    public void A_job_that_asks_for_one_region_starts_in_another()
    {
        var pool = new SmallPool(NodeOf(gpus: 1, region: "north"), NodeOf(gpus: 1, region: "south"));
        pool.Run(JobOf());

        var explained = pool.Explain(pool.Submit(
            JobOf() with { Shape = new JobShape { GpuCount = 1, Regions = ["north"] } }));

        Assert.Equal(
            new Change(new OtherRegion("south"), StartEffect.StartsNow, 30, IsLeast: false, []), explained.Changes[0]);
    }

    [Fact]
    public void A_job_that_asks_for_one_cluster_starts_in_another()
    {
        var pool = new SmallPool(
            NodeOf(gpus: 1) with { Place = new NodePlace("", "west") }, NodeOf(gpus: 1) with { Place = new NodePlace("", "east") });
        pool.Run(JobOf() with { Shape = new JobShape { GpuCount = 1, Clusters = ["west"] } });

        var explained = pool.Explain(pool.Submit(
            JobOf() with { Shape = new JobShape { GpuCount = 1, Clusters = ["west"] } }));

        Assert.Equal(
            new Change(new OtherCluster("east"), StartEffect.StartsNow, 30, IsLeast: false, []), explained.Changes[0]);
    }

    [Fact]
    public void A_gang_that_has_to_stay_together_starts_one_level_further_apart_and_not_two()
    {
        var pool = new SmallPool(
            NodeOf(gpus: 1, block: "b", rack: "r0"), NodeOf(gpus: 1, block: "b", rack: "r1"),
            NodeOf(gpus: 1, block: "c", rack: "r2"));
        var job = JobOf() with
        {
            Shape = new JobShape { TaskCount = 2, GpuCount = 1, Topology = new TopologyWish(TopologyLevel.Node, true) },
        };

        var explained = pool.Explain(pool.Submit(job));

        Assert.Equal(
            new Change(new LooserTopology(TopologyLevel.Block), StartEffect.StartsNow, 20, IsLeast: true, []),
            explained.Changes[0]);
    }

    [Fact]
    public void A_higher_priority_stops_the_lower_job_and_says_so()
    {
        var pool = new SmallPool(NodeOf(gpus: 1));
        var running = pool.Run(JobOf(priority: 1));

        var waiting = pool.Submit(JobOf(priority: 1));
        var change = pool.Explain(waiting).Changes[0];

        Assert.Equal(
            (new HigherPriority(2), StartEffect.StartsWhenStopped, true), (change.Edit, change.Effect, change.IsLeast));
        var stop = Assert.Single(change.Stops);
        Assert.Equal((running, waiting), (stop.Victim, stop.Beneficiary));
    }

    [Fact]
    public void A_job_behind_others_starts_with_the_lowest_priority_that_overtakes_them()
    {
        var pool = new SmallPool(NodeOf(gpus: 1));
        pool.Submit(JobOf(priority: 5));

        var explained = pool.Explain(pool.Submit(JobOf()));

        Assert.Equal(
            new Change(new HigherPriority(6), StartEffect.StartsNow, 100, IsLeast: true, []), explained.Changes[0]);
    }

    [Fact]
    public void A_job_over_quota_starts_at_a_size_within_quota_or_in_a_queue_that_has_more()
    {
        var pool = new SmallPool(PolicyOf(Owed("q", 2, borrows: 2), Owed("r", 2)), NodeOf(gpus: 8));
        pool.Run(JobOf());

        var explained = pool.Explain(pool.Submit(JobOf(tasks: 4)));

        Assert.Equal((HoldReason.OverQuota, "q", 3_000), (explained.Hold!.Reason, explained.Hold.Level, explained.Hold.AvailableMilli));
        Assert.Equal(
            [
                new Change(new OtherQueue("r"), StartEffect.StartsNow, 200, IsLeast: false, []),
                new Change(new FewerTasks(3), StartEffect.StartsNow, 250, IsLeast: true, []),
            ],
            explained.Changes);
    }

    [Fact]
    public void A_job_beyond_its_quota_for_good_starts_when_it_may_be_preempted()
    {
        var pool = new SmallPool(PolicyOf(Owed("q", 1), Owed("r", 7)), NodeOf(gpus: 8));

        var explained = pool.Explain(pool.Submit(JobOf(tasks: 2) with { IsPreemptible = false }));

        Assert.Equal(HoldReason.NeverWithinQuota, explained.Hold!.Reason);
        Assert.Equal(
            new Change(new Preemptible(), StartEffect.StartsNow, 40, IsLeast: false, []), explained.Changes[0]);
    }

    [Fact]
    public void A_job_that_waits_for_a_time_starts_when_it_does_not()
    {
        var pool = new SmallPool(NodeOf(gpus: 1));

        var explained = pool.Explain(pool.Submit(JobOf() with { NotBeforeMilliseconds = Minute }));

        Assert.Equal(
            [new AtOnce(), new Wait(Minute, IsPromised: false)], explained.Changes.Select(change => change.Edit));
    }

    [Fact]
    public void Nothing_but_a_release_starts_a_held_job()
    {
        var pool = new SmallPool(NodeOf(gpus: 1));
        var job = pool.Submit(JobOf());
        pool.Apply(new JobHeld(0, job));

        var explained = pool.Explain(job);

        Assert.Equal(HoldReason.HeldByUser, explained.Hold!.Reason);
        Assert.Empty(explained.Changes);
    }

    [Fact]
    public void A_job_that_starts_needs_no_change()
    {
        var pool = new SmallPool(NodeOf(gpus: 1));

        var explained = pool.Explain(pool.Submit(JobOf()));

        Assert.Equal((StartEffect.StartsNow, null, 1), (explained.Effect, explained.Hold, explained.Decisions));
        Assert.Empty(explained.Changes);
    }

    [Fact]
    public void A_job_for_which_others_stop_only_waits()
    {
        var pool = new SmallPool(NodeOf(gpus: 2));
        var running = pool.Run(JobOf(gpus: 2));

        var explained = pool.Explain(pool.Submit(JobOf(gpus: 2, priority: 1)));

        Assert.Equal((StartEffect.StartsWhenStopped, running), (explained.Effect, explained.Stops[0].Victim));
        Assert.Equal([new Wait(Minute, IsPromised: true)], explained.Changes.Select(change => change.Edit));
    }

    [Fact]
    public void Only_jobs_that_wait_are_explained()
    {
        var pool = new SmallPool(NodeOf(gpus: 1));
        var running = pool.Run(JobOf());

        Assert.Throws<ArgumentException>(() => pool.Explain(running));
        Assert.Throws<ArgumentException>(() => pool.Explain(new JobId(9)));
    }

    [Fact]
    public void A_gang_of_a_million_tasks_is_explained_within_the_bound()
    {
        var pool = new SmallPool(NodeOf(gpus: 16), NodeOf(gpus: 16));

        var explained = pool.Explain(pool.Submit(JobOf(tasks: JobShape.TaskCountMax)));

        Assert.Equal(
            (new FewerTasks(32), 999_968 / 1_000), (explained.Changes[0].Edit, explained.Changes[0].CostPermille - 1));
        Assert.InRange(explained.Decisions, 1, 40);
    }

    private static (int Most, int Least) SizeOf(Job job) => (job.Shape.TaskCount, job.Shape.TaskCountMin);
}

using CsCheck;
using Headroom.Cluster;
using Headroom.Scheduling.Explaining;
using Headroom.Scheduling.Plans;
using static Headroom.Scheduling.Tests.Explaining.SmallPool;

namespace Headroom.Scheduling.Tests.Explaining;

public sealed class WhatIfSubmittedTests
{
    [Fact]
    public void Every_change_is_found_again_on_a_state_built_from_nothing() =>
        Gen.Select(BusyPool.Any, BusyPoolParts.SomeJob(leaves: 2)).Sample(
            (world, job) =>
            {
                job = job with { Id = new JobId(500), SubmittedMilliseconds = world.Now };
                var explained = WhatIfSubmitted.Explain(
                    world.Replay(), world.Tree(), new PoolScheduler(), job, world.Now, BusyPool.StepBudget);
                Assert.Equal(explained.Effect, PlainTrial.Submitted(world, job, new Anew()));
                foreach (var change in explained.Changes.Where(change => change.Edit is not Wait))
                {
                    Assert.Equal(change.Effect, PlainTrial.Submitted(world, job, change.Edit));
                    if (change.IsLeast && change.Edit.OneStepLess(job) is { } less)
                        Assert.True(PlainTrial.Submitted(world, job, less) < change.Effect);
                }
            },
            iter: 500);

    [Fact]
    public void A_job_that_would_start_says_so()
    {
        var pool = new SmallPool(NodeOf(gpus: 1));

        var explained = pool.WhatIf(JobOf());

        Assert.Equal((StartEffect.StartsNow, 1), (explained.Effect, explained.Decisions));
        Assert.Equal(0, pool.State.LiveCount);
    }

    [Fact]
    public void A_job_that_would_wait_says_why_and_what_would_help()
    {
        var pool = new SmallPool(NodeOf(gpus: 4));
        pool.Run(JobOf() with { IsPreemptible = false });

        var explained = pool.WhatIf(JobOf(tasks: 4));

        Assert.Equal(HoldReason.NoRoomNow, explained.Hold!.Reason);
        Assert.Equal([new FewerTasks(3), new Wait(60 * Minute, IsPromised: true)],
            explained.Changes.Select(change => change.Edit));
    }

    [Fact]
    public void A_job_in_a_queue_that_is_not_there_is_shown_one_that_is()
    {
        var explained = new SmallPool(NodeOf(gpus: 1)).WhatIf(JobOf(queue: "gone"));

        Assert.Equal(HoldReason.UnknownQueue, explained.Hold!.Reason);
        Assert.Equal(new OtherQueue("q"), Assert.Single(explained.Changes).Edit);
    }

    [Fact]
    public void A_job_out_of_range_is_refused() =>
        Assert.Throws<ArgumentException>(() => new SmallPool(NodeOf(gpus: 1)).WhatIf(JobOf(tasks: 0)));
}

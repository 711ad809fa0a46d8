using Headroom.Scheduling.Peers;
using Headroom.Scheduling.Plans;
using static Headroom.Scheduling.Tests.Peers.PeerPool;

namespace Headroom.Scheduling.Tests.Peers;

public sealed class FifoPeerTests
{
    [Fact]
    public void The_first_that_does_not_fit_holds_up_all_behind_it()
    {
        var pool = Of(1, Queue("a"), Queue("b"));
        var first = pool.Submit("a", gpus: 6);
        var large = pool.Submit("a", gpus: 4);
        var small = pool.Submit("b", priority: 9);

        var plan = pool.Cycle(new FifoPeer());

        Assert.True(pool.Runs(first));
        Assert.Equal(
            [(large, HoldReason.NoRoomNow), (small, HoldReason.BehindOthers)],
            plan.Verdicts.Select(verdict => (verdict.Job, verdict.Hold.Reason)));
    }

    [Fact]
    public void A_job_that_never_fits_holds_up_nobody()
    {
        var pool = Of(1, Queue("a"));
        var never = pool.Submit("a", gpus: 9);
        var other = pool.Submit("a");

        var plan = pool.Cycle(new FifoPeer());

        Assert.True(pool.Runs(other));
        Assert.Equal((never, HoldReason.NeverFits), (plan.Verdicts[0].Job, plan.Verdicts[0].Hold.Reason));
    }

    [Fact]
    public void Order_of_submission_goes_before_queue_and_priority()
    {
        var pool = Of(1, Queue("a"), Queue("b"));
        var jobs = new[] { pool.Submit("b", gpus: 4), pool.Submit("a", gpus: 4, priority: 5) };
        pool.Submit("a", gpus: 8, priority: 9);

        pool.Settle(new FifoPeer());

        Assert.All(jobs, job => Assert.True(pool.Runs(job)));
    }
}

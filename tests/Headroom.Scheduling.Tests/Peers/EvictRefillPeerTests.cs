using Headroom.Cluster.Events;
using Headroom.Scheduling.Peers;
using Headroom.Scheduling.Peers.EvictRefill;
using Headroom.Scheduling.Plans;
using static Headroom.Scheduling.Tests.Peers.PeerPool;

namespace Headroom.Scheduling.Tests.Peers;

/// <summary>Examples in the words of Armada's own documents.</summary>
public sealed class EvictRefillPeerTests
{
    private readonly EvictRefillPeer _peer = new();

    // Pull request 5073: "when a new queue comes along, Armada will immediately preempt as much out the way as it needs
    // to achieve fair share instantly".
    [Fact]
    public void A_new_queue_has_its_fair_share_at_once()
    {
        var pool = Of(2, Queue("a"), Queue("b"));
        var early = pool.SubmitMany("a", 16);
        pool.Settle(_peer);
        pool.SubmitMany("b", 16);

        var plan = pool.Cycle(_peer);
        pool.Settle(_peer);

        Assert.Equal(8, plan.Events.OfType<PreemptionOrdered>().Count());
        Assert.Equal((8, 8), (pool.RunningOf("a"), pool.RunningOf("b")));
        Assert.Equal(early.Take(8), early.Where(pool.Runs));
    }

    // Job Scheduling Order: the topmost gang counts, "since it may request thousands of nodes".
    [Fact]
    public void The_next_gang_counts_in_whose_turn_it_is()
    {
        var pool = Of(1, Queue("a"), Queue("b"));
        var large = pool.Submit("a", tasks: 6);
        var small = pool.SubmitMany("b", 5);

        pool.Settle(_peer);

        Assert.False(pool.Runs(large));
        Assert.All(small, job => Assert.True(pool.Runs(job)));
    }

    // Pull request 3714: what a queue does not demand is shared again among the others.
    [Fact]
    public void Adjusted_shares_give_on_what_a_queue_does_not_demand()
    {
        const long Tenth = Entitlement.Whole / 10;

        var shares = FairShares.Adjusted([1, 1, 1, 0, 2], [Tenth, 9 * Tenth, 3 * Tenth / 2, 9 * Tenth, 9 * Tenth]);

        Assert.Equal([Tenth, 5 * Tenth / 2, 3 * Tenth / 2, 0, 5 * Tenth], shares);
    }

    // Pull request 2611: only queues above the protected fraction of their fair share are considered for preemption.
    [Fact]
    public void Who_is_below_its_share_is_not_evicted()
    {
        var pool = Of(1, Queue("a"), Queue("b"), Queue("c"));
        pool.Submit("a", gpus: 2);
        pool.Submit("b", gpus: 6);
        pool.Settle(_peer);
        pool.SubmitMany("c", 3);

        var plan = pool.Cycle(_peer);

        Assert.All(
            plan.Events.OfType<PreemptionOrdered>(),
            ordered => Assert.Equal("b", ordered.Preemption.VictimShare.Queue));
        Assert.NotEmpty(plan.Events.OfType<PreemptionOrdered>());
    }

    [Theory]
    [InlineData(2000, 0)]
    [InlineData(1999, 4)]
    public void Who_is_not_above_the_protected_fraction_is_not_evicted(int protectedPermille, int started)
    {
        var peer = new EvictRefillPeer(new EvictRefillOptions { ProtectedFractionPermille = protectedPermille });
        var pool = Of(1, Queue("a"), Queue("b"));
        pool.SubmitMany("a", 8);
        pool.Settle(peer);
        pool.SubmitMany("b", 8);

        pool.Settle(peer);

        Assert.Equal(started, pool.RunningOf("b"));
    }

    // Eviction: "a job that was preempted will if re-submitted not be scheduled", and preempts nobody in turn.
    [Fact]
    public void What_was_preempted_does_not_preempt()
    {
        var pool = Of(1, Queue("a"), Queue("b"));
        pool.SubmitMany("a", 8);
        pool.Settle(_peer);
        pool.Submit("b", tasks: 3);

        pool.Settle(_peer);
        var again = pool.Cycle(_peer);

        Assert.Empty(again.Events);
        Assert.Equal((5, 1), (pool.RunningOf("a"), pool.RunningOf("b")));
    }

    [Fact]
    public void Only_so_many_waiting_jobs_of_a_queue_are_looked_at()
    {
        var peer = new EvictRefillPeer(new EvictRefillOptions { QueueLookbackMax = 2 });
        var pool = Of(1, Queue("a"));
        pool.Submit("a", gpus: 5);
        pool.Submit("a", gpus: 5);
        var beyond = pool.Submit("a", gpus: 1);

        var plan = pool.Cycle(peer);

        var verdict = Assert.Single(plan.Verdicts, verdict => verdict.Job == beyond);
        Assert.Equal(HoldReason.NotReached, verdict.Hold.Reason);
    }

    [Fact]
    public void Quotas_count_as_fair_shares_of_their_size()
    {
        var pool = Of(2, Queue("a", gpus: 12), Queue("b", gpus: 4));
        pool.SubmitMany("b", 16);
        pool.Settle(_peer);
        pool.SubmitMany("a", 16);

        pool.Settle(_peer);

        Assert.Equal((12, 4), (pool.RunningOf("a"), pool.RunningOf("b")));
    }
}

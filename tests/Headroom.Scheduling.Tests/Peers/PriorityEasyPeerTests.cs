using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Peers;
using Headroom.Scheduling.Peers.PriorityEasy;
using Headroom.Scheduling.Plans;
using static Headroom.Scheduling.Tests.Peers.PeerPool;

namespace Headroom.Scheduling.Tests.Peers;

public sealed class PriorityEasyPeerTests
{
    private const long Hour = 3_600_000;

    // Slurm, Classic Fairshare Algorithm, Example: the accounts of figure 3 with their shares and use.
    [Fact]
    public void Factors_are_those_of_the_published_example()
    {
        QueueDefinition[] accounts =
        [
            Queue("A", weight: 40), Queue("D", weight: 60),
            Queue("B", weight: 30, parent: "A"), Queue("C", weight: 10, parent: "A"),
            Queue("E", weight: 25, parent: "D"), Queue("F", weight: 35, parent: "D"),
            Queue("1", parent: "B"), Queue("2", parent: "C"), Queue("3", parent: "C"),
            Queue("4", parent: "E"), Queue("5", parent: "F"),
        ];
        var pool = Of(1000, accounts);
        var use = new long[pool.Tree.Count];
        foreach (var (user, share) in new[] { ("1", 200_000_000), ("2", 250_000_000), ("4", 250_000_000) })
        {
            for (var level = pool.Tree.IndexOf(user); level >= 0; level = pool.Tree.ParentOf(level))
                use[level] += share;
        }

        var factors = FairShareFactors.Of(pool.Tree, Entitlement.Of(pool.Tree), use);

        var published = new[] { 0.408479, 0.022097, 0.125000, 0.500000, 0.749154 };
        Assert.All(published, (factor, index) =>
            Assert.Equal(factor, factors[pool.Tree.IndexOf($"{index + 1}")] / (double)Decay.One, 4e-5));
    }

    [Fact]
    public void Who_used_less_of_its_share_goes_first()
    {
        var pool = Of(1, Queue("a"), Queue("b"));
        pool.SubmitMany("a", 4);
        pool.Settle(new PriorityEasyPeer());
        var ofA = pool.Submit("a", gpus: 4);
        var ofB = pool.Submit("b", gpus: 4);

        pool.Settle(new PriorityEasyPeer());

        Assert.True(pool.Runs(ofB));
        Assert.False(pool.Runs(ofA));
    }

    [Fact]
    public void A_later_job_starts_when_it_ends_before_the_head_would_start()
    {
        var pool = Of(1, Queue("a"));
        pool.Submit("a", gpus: 6, limit: 2 * Hour);
        var head = pool.Submit("a", gpus: 8);
        var tooLong = pool.Submit("a", gpus: 2, limit: 3 * Hour);
        var shortEnough = pool.Submit("a", gpus: 2, limit: Hour);

        var plan = pool.Cycle(new PriorityEasyPeer());

        Assert.True(pool.Runs(shortEnough));
        Assert.Equal(
            [(head, HoldReason.NoRoomNow, 2 * Hour), (tooLong, HoldReason.ReservedForOthers, (long?)null)],
            plan.Verdicts.Select(verdict => (verdict.Job, verdict.Hold.Reason, verdict.Hold.Until)));
    }

    [Fact]
    public void A_later_job_starts_on_what_the_head_leaves_over()
    {
        var pool = Of(1, Queue("a"));
        pool.Submit("a", gpus: 6, limit: 2 * Hour);
        pool.Submit("a", gpus: 7);
        var long1 = pool.Submit("a", gpus: 1, limit: 9 * Hour);
        var long2 = pool.Submit("a", gpus: 1, limit: 9 * Hour);

        pool.Settle(new PriorityEasyPeer());

        Assert.True(pool.Runs(long1));
        Assert.False(pool.Runs(long2));
    }

    [Fact]
    public void A_limit_holds_up_only_the_queues_own_jobs()
    {
        var pool = Of(1, Queue("a", gpus: 2, borrowing: 0), Queue("b"));
        var within = pool.Submit("a", gpus: 2);
        var over = pool.Submit("a", gpus: 1);
        var never = pool.Submit("a", gpus: 3);
        var other = pool.Submit("b", gpus: 6);

        var plan = pool.Cycle(new PriorityEasyPeer());

        Assert.True(pool.Runs(within) && pool.Runs(other));
        Assert.Equal(
            [(over, HoldReason.OverQuota), (never, HoldReason.NeverWithinQuota)],
            plan.Verdicts.Select(verdict => (verdict.Job, verdict.Hold.Reason)));
    }

    [Fact]
    public void Nothing_is_taken_back_unless_the_qualities_of_service_are_set_up()
    {
        var plain = new PriorityEasyPeer();
        var withQos = new PriorityEasyPeer(new PriorityEasyOptions { PreemptsBeyondQuota = true });
        var pool = Of(1, Queue("a", gpus: 4), Queue("b", gpus: 4));
        var borrowers = pool.SubmitMany("a", 8);
        pool.Settle(plain);
        var owed = pool.Submit("b", gpus: 4);

        pool.Settle(plain);
        Assert.False(pool.Runs(owed));

        pool.Settle(withQos);
        Assert.True(pool.Runs(owed));
        Assert.Equal(borrowers.Take(4), borrowers.Where(pool.Runs));
    }
}

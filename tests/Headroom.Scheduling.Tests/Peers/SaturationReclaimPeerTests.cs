using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Peers.SaturationReclaim;
using static Headroom.Scheduling.Tests.Peers.PeerPool;

namespace Headroom.Scheduling.Tests.Peers;

/// <summary>Examples of KAI Scheduler's own documents.</summary>
public sealed class SaturationReclaimPeerTests
{
    private readonly SaturationReclaimPeer _peer = new();

    // Scheduling Deep Dive, Queue Priority: ten accelerators; the third queue asks for no more than its quota here,
    // since there the others come before it by their priority.
    [Fact]
    public void Surplus_is_divided_by_weight_after_quotas()
    {
        var pool = PoolOf(10, Queue("vision", gpus: 2, weight: 2), Queue("llm", gpus: 2), Queue("data", gpus: 3));

        Assert.Equal([4_000, 3_000, 3_000], SharesOf(pool, 10_000, 10_000, 3_000));
    }

    // Designs, Steady Fair-Share Reclaim, problem statement: shares are capped by demand.
    [Fact]
    public void While_not_all_is_requested_every_fair_share_is_the_request()
    {
        var pool = PoolOf(300, Queue("a"), Queue("b"), Queue("c"));

        Assert.Equal([180_000, 0, 106_000], SharesOf(pool, 180_000, 0, 106_000));
    }

    // The same, section 5: "With three equal-weight queues and one idle, the two busy queues today balance the idle
    // queue's share between them (150 and 150 of 300)".
    [Fact]
    public void Busy_queues_balance_the_share_of_an_idle_one_by_reclaim()
    {
        var pool = Of(3, Queue("a"), Queue("b"), Queue("c"));
        var early = pool.SubmitMany("a", 24);
        pool.Settle(_peer);
        pool.SubmitMany("c", 24);

        pool.Settle(_peer);

        Assert.Equal((12, 12), (pool.RunningOf("a"), pool.RunningOf("c")));
        Assert.Equal(early.Take(12), early.Where(pool.Runs));
    }

    // The same, background: "A reclaimer may reclaim only if its queue's allocation plus the job fits the queue's fair
    // share".
    [Fact]
    public void A_job_larger_than_the_fair_share_does_not_reclaim()
    {
        var pool = Of(1, Queue("a"), Queue("b"));
        pool.Submit("a", gpus: 8);
        pool.Settle(_peer);
        pool.Submit("b", tasks: 5);

        Assert.Equal(0, pool.Settle(_peer));
    }

    // The same problem statement at a tenth of its size: thirty accelerators, two of them free, on different nodes.
    [Fact]
    public void A_job_that_fragments_keep_out_does_not_reclaim()
    {
        var fleet = new Fleet
        {
            Nodes = [.. Enumerable.Range(0, 10).Select(index => new Node($"node-{index}", 64_000, 1 << 20, 3, "A100"))],
        };
        var pool = new PeerPool(fleet, PolicyOf(Queue("a"), Queue("b"), Queue("c")));
        for (var node = 0; node < 10; node++)
        {
            var large = pool.Submit(node < 6 ? "a" : "c", gpus: node is 0 or 9 ? 2 : 3);
            Place(pool, large, node, node is 0 or 9 ? 0b11u : 0b111u);
        }

        pool.Submit("c", gpus: 2);

        Assert.Equal(0, pool.Settle(_peer));
    }

    // Scheduling Deep Dive, The Quota Protection Guarantee.
    [Fact]
    public void Quota_comes_back_and_who_is_within_quota_is_protected()
    {
        var pool = Of(1, Queue("a", gpus: 4), Queue("b", gpus: 4));
        pool.SubmitMany("a", 8);
        pool.Settle(_peer);
        var owed = pool.Submit("b", tasks: 4);
        pool.Submit("b", tasks: 2);

        pool.Settle(_peer);

        Assert.True(pool.Runs(owed));
        Assert.Equal((4, 1), (pool.RunningOf("a"), pool.RunningOf("b")));
    }

    // Scheduling Deep Dive, Workload Priority: train 50, build 100, then inference 125 in one queue.
    [Fact]
    public void A_higher_priority_preempts_within_its_queue_only()
    {
        var pool = Of(1, Queue("vision", gpus: 4), Queue("other", gpus: 4));
        var train = pool.Submit("vision", gpus: 2, priority: 50);
        var build = pool.Submit("vision", gpus: 2, priority: 100, preemptible: false);
        pool.Submit("other", gpus: 4);
        pool.Settle(_peer);
        var more = pool.Submit("vision", gpus: 2, priority: 50);
        var inference = pool.Submit("vision", gpus: 2, priority: 125, preemptible: false);

        pool.Settle(_peer);

        Assert.Equal(
            [false, true, false, true], new[] { train, build, more, inference }.Select(pool.Runs));
        Assert.Equal(1, pool.RunningOf("other"));
    }

    // Scheduling Deep Dive: "What happens when a non-preemptible workload can't fit in-quota? It stays pending."
    [Fact]
    public void A_job_that_may_not_be_preempted_stays_within_quota()
    {
        var pool = Of(1, Queue("a", gpus: 4), Queue("b", gpus: 4));
        pool.Submit("a", gpus: 4, preemptible: false);
        var beyond = pool.Submit("a", gpus: 1, preemptible: false);
        var lent = pool.Submit("a", gpus: 1);

        pool.Settle(_peer);

        Assert.False(pool.Runs(beyond));
        Assert.True(pool.Runs(lent));
    }

    // The scale test's reclaim at a small size: one gang of half the nodes against accelerators that are all in use.
    [Fact]
    public void A_gang_reclaims_whole_nodes_at_once()
    {
        var pool = Of(8, Queue("batch"), Queue("gang", gpus: 32));
        pool.SubmitMany("batch", 64);
        pool.Settle(_peer);
        var gang = pool.Submit("gang", tasks: 4, gpus: 8);

        var plan = pool.Cycle(_peer);
        pool.Settle(_peer);

        Assert.Equal(32, plan.Events.OfType<PreemptionOrdered>().Count());
        Assert.True(pool.Runs(gang));
    }

    private static PeerPool PoolOf(int gpus, params QueueDefinition[] queues) =>
        new(
            new Fleet { Nodes = [.. Enumerable.Range(0, gpus).Select(index => new Node($"{index}", 1, 1, 1, "A100"))] },
            PolicyOf(queues));

    private static IEnumerable<long> SharesOf(PeerPool pool, params long[] requested) =>
        FairDivision.Of(pool.Tree, [[0, .. requested], [0, 0, 0, 0]])[0].Skip(1);

    private static void Place(PeerPool pool, JobId job, int node, uint gpus) =>
        pool.Apply(new JobStarted(pool.State.Now, job, 0, [new TaskPlacement(node, new GpuSet(gpus))]));
}

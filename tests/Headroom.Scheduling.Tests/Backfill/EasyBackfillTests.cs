using Headroom.Cluster;
using Headroom.Scheduling.Backfill;
using Headroom.Scheduling.Gangs;
using Headroom.Scheduling.Queueing;

namespace Headroom.Scheduling.Tests.Backfill;

public sealed class EasyBackfillTests
{
    private static readonly GpuFleetShape Fleet = new(2, 4);

    [Fact]
    public void The_head_is_promised_named_nodes_at_the_earliest_time()
    {
        var promises = new List<Reservation>();
        var policy = new EasyBackfill(Fleet, promises);
        Submit(policy, 0, gpuCount: 4, estimate: 100);
        Submit(policy, 1, gpuCount: 4, estimate: 60);
        Submit(policy, 2, gpuCount: 4, estimate: 10);

        Assert.Equal(2, StartAll(policy, now: 0).Count);

        Assert.Equal([new Reservation(2, 0, 60, new GangNodes(4, 1))], promises);
    }

    [Fact]
    public void A_job_that_runs_past_the_promise_stays_off_the_promised_node()
    {
        var policy = new EasyBackfill(Fleet);
        Submit(policy, 0, gpuCount: 3, estimate: 60);
        Submit(policy, 1, gpuCount: 3, estimate: 100);
        Submit(policy, 2, gpuCount: 4, estimate: 10);
        Submit(policy, 3, gpuCount: 1, estimate: 61);
        Submit(policy, 4, gpuCount: 1, estimate: 60);

        var started = StartAll(policy, now: 0);

        Assert.Equal([(0, 0), (1, 1), (3, 1), (4, 0)], started.Select(start => (start.Job.Order, start.Nodes[0])));
    }

    [Fact]
    public void An_early_finish_moves_the_promise_earlier()
    {
        var promises = new List<Reservation>();
        var policy = new EasyBackfill(Fleet, promises);
        Submit(policy, 0, gpuCount: 3, estimate: 60);
        Submit(policy, 1, gpuCount: 3, estimate: 100);
        Submit(policy, 2, gpuCount: 8, estimate: 10);
        var started = StartAll(policy, now: 0);

        policy.Finish(started[1], now: 20);
        StartAll(policy, now: 20);

        Assert.Equal([(0L, 100L), (20L, 60L)], promises.Select(promise => (promise.MadeAt, promise.Start)));
    }

    private static void Submit(EasyBackfill policy, int order, int gpuCount, long estimate) =>
        policy.Submit(
            new QueuedJob { Order = order, GpuCount = gpuCount, EstimateMilliseconds = estimate, User = "", Name = "" },
            now: 0);

    private static List<StartedJob> StartAll(EasyBackfill policy, long now)
    {
        var started = new List<StartedJob>();
        while (policy.TryStart(now, out var start)) started.Add(start);
        return started;
    }
}

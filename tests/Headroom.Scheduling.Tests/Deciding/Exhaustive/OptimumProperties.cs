using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Tenancy;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Deciding.Exhaustive;

/// <summary>What one cycle starts, against the most that any plan could.</summary>
public sealed class OptimumProperties
{
    // Of tasks of one accelerator, and on a single node, no order of starts leaves holes. Where tasks differ and there
    // are several nodes, a greedy order can: that is measured below.
    [Fact]
    public void All_jobs_start_when_they_fit_together_within_nominal_quota() => AssertAllStart(
        TinyPool.Of(TinyPool.Fleets(3, "A"), TinyPool.One, policy => policy),
        TinyPool.Of(TinyPool.Fleets(1, "A"), TinyPool.Whole, policy => policy));

    // What is left on a node is less than what the least of those that wait needs: so much at most is lost.
    [Fact]
    public void Less_is_left_on_every_node_than_the_least_job_that_waits_needs() => TinyRun.Sample(
        TinyPool.Of(TinyPool.Fleets(3, "A"), TinyPool.Whole, WithoutLimits).Select(Preemptible),
        (world, run, _) =>
        {
            var best = BestPlan.WithinLimits(run, world.Jobs);
            var most = world.Fleet.Nodes.Max(node => node.GpuCount);
            var waiting = run.Waiting.Select(job => job.Job.Shape.GpuCount).Where(gpus => gpus <= most).ToList();
            var left = waiting.Count == 0
                ? 0
                : world.Fleet.Nodes.Sum(node => Math.Min(node.GpuCount, waiting.Min() - 1));

            Assert.InRange(run.MilliHeld(), best.Milli - left * 1_000, best.Milli);
            if (waiting.Count == 0) Assert.Equal(best.Milli, run.MilliHeld());
        });

    [Fact]
    public void No_plan_holds_more_than_the_best_and_on_average_little_is_missing()
    {
        var (held, best, jobs, jobsBest, equal, pools) = (0L, 0L, 0L, 0L, 0, 0);
        TinyRun.Sample(
            TinyPool.Of(TinyPool.Fleets(3, "A", "B"), TinyPool.Mixed, WithoutLendingLimits).Select(Preemptible),
            (world, run, _) =>
            {
                var most = BestPlan.WithinLimits(run, world.Jobs);

                Assert.InRange(run.MilliHeld(), 0, most.Milli);
                Interlocked.Add(ref held, run.MilliHeld());
                Interlocked.Add(ref best, most.Milli);
                Interlocked.Add(ref jobs, run.Running.Count());
                Interlocked.Add(ref jobsBest, most.Jobs);
                Interlocked.Add(ref equal, run.MilliHeld() == most.Milli ? 1 : 0);
                Interlocked.Increment(ref pools);
            });

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{pools} pools: {100.0 * held / best:f2} % of the accelerators of the best plans, "
            + $"{100.0 * jobs / jobsBest:f2} % of the jobs; the best plan in {100.0 * equal / pools:f1} %.");
        Assert.True(held * 10 >= best * 8, $"{held} of {best}");
    }

    private static void AssertAllStart(params Gen<TinyPool>[] kinds)
    {
        foreach (var kind in kinds)
        {
            var fitting = 0;
            TinyRun.Sample(kind, (world, run, plan) =>
            {
                if (BestPlan.WithinNominal(run, world.Jobs).Jobs < world.Jobs.Count) return;

                Interlocked.Increment(ref fitting);
                Assert.Empty(plan.Verdicts);
            }, iterations: 5_000);
            Assert.True(fitting > 50, $"only {fitting} pools have room for all");
        }
    }

    private static SharingPolicy WithoutLimits(SharingPolicy policy) => WithoutLendingLimits(With(
        policy with { Planning = policy.Planning with { ReservationsMax = 0 } },
        quota => quota with { BorrowingLimitMilli = null }));

    private static SharingPolicy WithoutLendingLimits(SharingPolicy policy) =>
        With(policy, quota => quota with { LendingLimitMilli = null });

    private static SharingPolicy With(SharingPolicy policy, Func<Quota, Quota> change) => policy with
    {
        Queues = [.. policy.Queues.Select(queue => queue with
        {
            AllowsBackfill = true,
            Quotas = ValueList.From(queue.Quotas.Select(change)),
        })],
    };

    private static TinyPool Preemptible(TinyPool world) =>
        world with { Jobs = [.. world.Jobs.Select(job => job with { IsPreemptible = true })] };
}

using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Workloads;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>Jobs that can ever run do, and the others are told at once.</summary>
public sealed class LivenessProperties
{
    private static readonly HoldReason[] Never =
    [
        HoldReason.NeverFits, HoldReason.NeverWithinQuota, HoldReason.UnknownQueue, HoldReason.DependencyNotMet,
    ];

    // What is said before room and quota are looked at. A job that others come after may be submitted later than they.
    private static readonly HoldReason[] OfReadiness =
    [
        HoldReason.NotBefore, HoldReason.WaitingForDependency, HoldReason.DependencyNotMet, HoldReason.ArrayLimit,
    ];

    [Fact]
    public void In_random_pools_every_job_ends_or_is_told_in_its_first_cycle_that_it_never_starts() =>
        Gen.ULong.Sample(
            seed =>
            {
                var world = RandomPool.Create(seed);
                AssertLive(world.Jobs, world);
            },
            iter: 300);

    [Fact]
    public void In_tiny_pools_every_job_ends_or_is_told_in_its_first_cycle_that_it_never_starts() =>
        Gen.Select(TinyPool.Any, Gen.Long[1, 400].Array[6], Gen.Long[0, 100].Array[6], Gen.OneOf(0L, 20L, 500L)).Sample(
            (tiny, runtimes, submitted, grace) =>
            {
                SharedJob[] jobs = [.. tiny.Jobs.Select((job, index) => new SharedJob
                {
                    Job = job with { SubmittedMilliseconds = submitted[index] },
                    RuntimeMilliseconds = runtimes[index],
                })];
                var policy = tiny.Policy with
                {
                    Reclaim = new ReclaimRules { GraceMilliseconds = grace, StopMilliseconds = grace / 10 },
                };
                AssertLive(jobs, new PoolScenario(jobs, tiny.Fleet, policy));
            },
            iter: 1_000);

    // Small jobs come faster than they end, from the other queue and from its own, and each would delay it for ever.
    [Fact]
    public void The_largest_gang_starts_when_it_was_promised_under_a_stream_of_small_jobs() =>
        Gen.Select(
            Gen.Int[1, 3],
            Gen.Int[1, 4],
            Gen.Select(Gen.Long[1, 60], Gen.Long[1, 3], Gen.Int[1, 2]).Array[80],
            Gen.Int[1, 20]).Sample(
            (nodes, gpus, small, after) =>
            {
                var gang = Make.Job(0, gpus, at: after, runs: 50, queue: "gangs", tasks: nodes);
                SharedJob[] jobs = [.. small.Select((job, index) => SmallJob(index, gpus, job)), gang];
                var policy = new SharingPolicy
                {
                    Queues = [new QueueDefinition { Name = "gangs" }, new QueueDefinition { Name = "small" }],
                };

                AssertPromiseIsKept(jobs, gang, Make.Run(jobs, Make.Fleet(nodes, gpus), policy, new PoolScheduler()));
            },
            iter: 200);

    private static SharedJob SmallJob(int index, int gpus, (long Runs, long LimitTimes, int Gpus) drawn) =>
        Make.Job(
            index + 1, Math.Min(drawn.Gpus, gpus), at: index, runs: drawn.Runs, queue: index % 3 == 0 ? "gangs" : "small")
            .With(job => job with { TimeLimitMilliseconds = drawn.Runs * drawn.LimitTimes * 1_000 });

    // All of the fleet at once: it is promised when all that run have ended, and nobody comes between.
    private static void AssertPromiseIsKept(SharedJob[] jobs, SharedJob gang, SharingRun run)
    {
        var outcome = run.Outcomes.Single(job => job.Job == gang.Job.Id);
        var promise = run.Promises.SingleOrDefault(job => job.Job == gang.Job.Id);
        Assert.Equal(JobEnd.Finished, outcome.End);
        if (promise is null) return;

        Assert.Equal(0, promise.LateMilliseconds);
        Assert.InRange(outcome.Started!.Value, 0, promise.MadeAt + LongestLimit(jobs, promise));
    }

    // Those that run when it is promised have to end, each within its limit.
    private static long LongestLimit(SharedJob[] jobs, PromiseOutcome promise) => jobs
        .Where(job => job.Job.Id != promise.Job && job.Job.SubmittedMilliseconds <= promise.MadeAt)
        .Max(job => job.Job.TimeLimitMilliseconds!.Value);

    private static void AssertLive(IReadOnlyList<SharedJob> jobs, PoolScenario world)
    {
        var told = new FirstVerdicts(new PoolScheduler());
        var run = Make.Run(jobs, world.Fleet, world.Policy, told);

        var waitForGood = run.Outcomes
            .Where(outcome => outcome.End == JobEnd.None)
            .Select(outcome => outcome.Job)
            .ToHashSet();
        foreach (var outcome in run.Outcomes)
        {
            var job = jobs.Single(shared => shared.Job.Id == outcome.Job).Job;
            var reasons = told.Of(outcome.Job).Where(reason => !OfReadiness.Contains(reason)).Distinct().ToList();
            if (outcome.End != JobEnd.None) Assert.True(outcome.Started is null || !reasons.Exists(Never.Contains));
            else AssertToldWhy(job, told.Of(outcome.Job)[^1], reasons, waitForGood);
        }
    }

    private static void AssertToldWhy(
        Job job, HoldReason last, List<HoldReason> reasons, HashSet<JobId> waitForGood)
    {
        if (last == HoldReason.DependencyNotMet) return;

        if (last == HoldReason.WaitingForDependency)
            Assert.Contains(job.After, dependency => waitForGood.Contains(dependency.Job));
        else
            Assert.Contains(Assert.Single(reasons), Never);
    }
}

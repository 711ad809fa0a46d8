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
            iter: 2_000);

    // Small jobs come faster than they end, from the other queue and from its own, and each would delay it for ever.
    [Fact]
    public void The_largest_gang_starts_when_it_was_promised_under_a_stream_of_small_jobs() => Gen.Select(
        Gen.Int[1, 3], Gen.Int[1, 4], Gen.Select(Gen.Long[1, 60], Gen.Long[1, 3], Gen.Int[1, 2]).Array[80], Gen.Int[1, 20]).Sample(
        (nodes, gpus, small, after) =>
        {
            var gang = Make.Job(0, gpus, at: after, runs: 50, queue: "gangs", tasks: nodes);
            SharedJob[] jobs = [.. small.Select((job, index) =>
                Make.Job(index + 1, Math.Min(job.Item3, gpus), at: index, runs: job.Item1, queue: index % 3 == 0 ? "gangs" : "small")
                    .With(plain => plain with { TimeLimitMilliseconds = job.Item1 * job.Item2 * 1_000 })), gang];
            var policy = new SharingPolicy
            {
                Queues = [new QueueDefinition { Name = "gangs" }, new QueueDefinition { Name = "small" }],
            };

            var run = Make.Run(jobs, Make.Fleet(nodes, gpus), policy, new PoolScheduler());

            // All of the fleet at once: it is promised that when everyone before it has ended, and nobody comes between.
            var outcome = run.Outcomes.Single(job => job.Job == gang.Job.Id);
            var promise = run.Promises.SingleOrDefault(job => job.Job == gang.Job.Id);
            Assert.Equal(JobEnd.Finished, outcome.End);
            Assert.True(promise is null || promise.LateMilliseconds == 0, $"{promise}");
            Assert.InRange(
                outcome.Started!.Value, 0, (promise?.MadeAt ?? outcome.Started.Value) + LongestLimits(jobs, outcome, promise));
        }, iter: 200);

    // Until a promise is made, others that waited before are promised nodes; then those that run have to end.
    private static long LongestLimits(SharedJob[] jobs, SharedOutcome outcome, PromiseOutcome? promise) =>
        promise is null
            ? 0
            : jobs.Where(job => job.Job.Id != outcome.Job && job.Job.SubmittedMilliseconds <= promise.MadeAt)
                .Max(job => job.Job.TimeLimitMilliseconds!.Value);

    private static void AssertLive(IReadOnlyList<SharedJob> jobs, PoolScenario world)
    {
        var told = new FirstVerdicts(new PoolScheduler());
        var run = Make.Run(jobs, world.Fleet, world.Policy, told);

        var waitForGood = run.Outcomes.Where(outcome => outcome.End == JobEnd.None).Select(outcome => outcome.Job).ToHashSet();
        foreach (var outcome in run.Outcomes)
        {
            var reasons = told.Of(outcome.Job).Where(reason => !OfReadiness.Contains(reason)).ToList();
            if (outcome.End != JobEnd.None) Assert.True(outcome.Started is null || !reasons.Exists(Never.Contains));
            else AssertToldWhy(jobs.Single(job => job.Job.Id == outcome.Job).Job, told.Of(outcome.Job)[^1], reasons, waitForGood);
        }
    }

    private static void AssertToldWhy(
        Job job, HoldReason last, IReadOnlyList<HoldReason> reasons, IReadOnlySet<JobId> waitForGood)
    {
        if (last == HoldReason.DependencyNotMet) return;

        if (last == HoldReason.WaitingForDependency)
            Assert.Contains(job.After, dependency => waitForGood.Contains(dependency.Job));
        else
            Assert.Contains(Assert.Single(reasons), Never);
    }
}

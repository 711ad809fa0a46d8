using CsCheck;
using Headroom.Cluster.Events;
using Headroom.Scheduling;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>What holds for every scheduler in every world.</summary>
public sealed class SharingReplayProperties
{
    private static readonly SharingOptions Everything = new()
    {
        KeepJobs = true,
        KeepEvents = true,
        KeepPreemptions = true,
        CheckGuarantees = true,
    };

    public static TheoryData<string> Schedulers { get; } = ["plain", "preempting", "headroom"];

    [Theory]
    [MemberData(nameof(Schedulers))]
    public void Every_job_ends_at_most_once_and_the_rest_is_counted_with_its_reason(string scheduler) =>
        Sample(scheduler, (world, run) =>
        {
            var books = new PlainBooks(world.Fleet, run.Events);
            var waiting = run.Held.Sum(reason => reason.Jobs);

            Assert.All(books.Ends, pair => Assert.Equal(1, pair.Value));
            Assert.Equal(world.Jobs.Count, run.Jobs.Submitted);
            Assert.Equal(world.Jobs.Count - waiting, run.Jobs.Finished + run.Jobs.Failed + run.Jobs.Cancelled);
            Assert.Equal(books.Ends.Count, world.Jobs.Count - waiting);
            Assert.Equal(waiting, books.State.LiveCount);
            Assert.DoesNotContain(run.Held, reason => reason.Reason is null);
        });

    [Theory]
    [MemberData(nameof(Schedulers))]
    public void The_events_alone_give_the_same_digest_waits_and_hours(string scheduler) =>
        Sample(scheduler, (world, run) =>
        {
            var books = new PlainBooks(world.Fleet, run.Events);

            Assert.Equal(run.Digest, books.State.Digest.ToString("x16"));
            AssertNear(run.Hours.Held, (double)books.HeldMilliMilliseconds / 3.6e9);
            Assert.All(run.Outcomes.Where(job => job.Ended is not null), job =>
                Assert.Equal(books.Waited.GetValueOrDefault(job.Job), job.WaitMilliseconds));
            Assert.Equal(run.Events.OfType<PreemptionOrdered>().Count(), run.Preemptions);
            Assert.Equal(run.Preemptions, run.PreemptionRecords.Count);
        });

    [Theory]
    [MemberData(nameof(Schedulers))]
    public void Service_by_period_adds_up_to_the_hours_of_the_run(string scheduler) =>
        Sample(scheduler, (_, run) =>
        {
            var periods = run.Tenants.SelectMany(tenant => Hours(tenant.Periods, run, period => period.Got));

            AssertNear(run.Hours.Held, periods.Sum());
            AssertNear(run.Hours.Held, run.Tenants.Sum(tenant => tenant.GpuHours));
            Assert.All(run.FairnessPeriods, period => Assert.InRange(period.Jain, 0, 1 + 1e-9));
        });

    [Theory]
    [MemberData(nameof(Schedulers))]
    public void A_gang_starts_whole_and_undisturbed_it_runs_as_long_as_it_says(string scheduler) =>
        Sample(scheduler, (world, run) =>
        {
            var jobs = world.Jobs.ToDictionary(job => job.Job.Id);
            var books = new PlainBooks(world.Fleet, run.Events);
            foreach (var start in run.Events.OfType<JobStarted>())
            {
                var shape = jobs[start.Id].Job.Shape;
                Assert.InRange(start.Tasks.Count, shape.TaskCountLeast, shape.TaskCount);
            }

            foreach (var outcome in run.Outcomes.Where(job => job.End == JobEnd.Finished && job.Preemptions == 0))
            {
                var job = jobs[outcome.Job];
                if (job.Job.Shape.Chips.Count > 1 || job.Job.Shape.IsElastic) continue;
                Assert.Equal(job.RuntimeMilliseconds, books.Ran[outcome.Job]);
                Assert.Equal(1, books.Starts[outcome.Job]);
            }
        });

    [Theory]
    [MemberData(nameof(Schedulers))]
    public void The_same_world_gives_the_same_run(string scheduler) =>
        Sample(scheduler, (world, run) =>
        {
            var again = Run(world, scheduler);

            Assert.Equal(run.Digest, again.Digest);
            Assert.Equal(run.WaitSeconds, again.WaitSeconds);
            Assert.Equal(run.Fairness, again.Fairness);
        });

    [Fact]
    public void Work_that_counted_is_the_runtime_of_every_finished_job() =>
        Sample("preempting", (world, run) =>
        {
            // Of jobs of fixed size at full speed: what they held, less what was lost, is what they asked for.
            var jobs = world.Jobs.ToDictionary(job => job.Job.Id);
            if (run.Outcomes.Any(outcome => outcome.Started is not null && !IsSteady(jobs[outcome.Job], outcome)))
                return;

            var asked = run.Outcomes.Where(outcome => outcome.Started is not null).Sum(outcome =>
                (double)jobs[outcome.Job].RuntimeMilliseconds * Milli(jobs[outcome.Job]));
            AssertNear(asked / 3.6e9, run.Hours.Delivered);
        }, seeds: 300);

    // A promise that quota forbade was made and dropped for ever, in turn with another.
    [Theory]
    [InlineData(5_864_851_414_066_299_150)]
    [InlineData(1_523_689_847_779_570_414)]
    [InlineData(11_252_704_500_785_850_257)]
    [InlineData(18_391_428_620_911_529_673)]
    public void A_promise_that_quota_forbids_is_not_made(ulong seed)
    {
        var run = Run(RandomPool.Create(seed), "headroom");

        var drops = run.Events.OfType<ReservationDropped>().CountBy(dropped => (dropped.At, dropped.Id));
        Assert.DoesNotContain(drops, dropped => dropped.Value > 2);
    }

    private static bool IsSteady(SharedJob job, SharedOutcome outcome)
    {
        var isWhole =
            outcome.End == JobEnd.Finished || outcome.End == JobEnd.Failed && job.Job.TimeLimitMilliseconds is null;
        return isWhole && job.Job.Shape.Chips.Count < 2 && !job.Job.Shape.IsElastic && !job.Job.Shape.SharesGpu;
    }

    // Digits would not do: two sums that differ by a rounding error may round apart.
    private static void AssertNear(double expected, double actual) =>
        Assert.InRange(actual, expected - 1e-6, expected + 1e-6);

    private static long Milli(SharedJob job) => job.Job.Shape.GpuMilliTotal;

    private static IEnumerable<double> Hours(
        IReadOnlyList<TenantPeriod> periods, SharingRun run, Func<TenantPeriod, double> amount)
    {
        for (var index = 0; index < periods.Count; index++)
        {
            var first = periods[0].StartSeconds;
            var end = index + 1 < periods.Count ? periods[index + 1].StartSeconds : first + run.MakespanSeconds;
            yield return amount(periods[index]) * (end - periods[index].StartSeconds) / 3600;
        }
    }

    private static void Sample(string scheduler, Action<PoolScenario, SharingRun> check, int seeds = 30) =>
        Gen.ULong.Sample(
            seed =>
            {
                var world = RandomPool.Create(seed);
                check(world, Run(world, scheduler));
            },
            iter: seeds);

    private static SharingRun Run(PoolScenario world, string scheduler)
    {
        IPoolScheduler chosen = scheduler switch
        {
            "plain" => new PlainScheduler(),
            "preempting" => new PlainScheduler(preempts: true),
            _ => new PoolScheduler(),
        };
        return SharingReplay.Run(world.Jobs, world.Fleet, world.Policy, chosen, Everything);
    }
}

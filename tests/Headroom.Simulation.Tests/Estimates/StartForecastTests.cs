using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Estimates;
using Headroom.Simulation.Tests.Sharing;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Estimates;

public sealed class StartForecastTests
{
    private static readonly ForecastOptions Options = new() { Futures = 8 };

    /// <summary>Four run at a time, one comes every 20 s: the tenth job waits, and it is known until when.</summary>
    [Fact]
    public void Where_all_jobs_are_alike_the_estimate_is_the_start()
    {
        var jobs = Pools.Alike(60, every: 20, runs: 100);

        var trials = EstimateReplay.Run(
            jobs, Make.Fleet(), SharingPolicy.OneQueue(), new PoolScheduler(),
            new EstimateTrialOptions { Jobs = 60, LearnOnlyPermille = 100 });

        Assert.Equal(54, trials.Count);
        Assert.Contains(trials, trial => trial.WaitMilliseconds > 100_000);
        Assert.All(trials, trial => Assert.Equal(
            (trial.WaitMilliseconds, trial.WaitMilliseconds),
            (trial.Raw.P50Milliseconds, trial.Raw.P90Milliseconds)));
    }

    [Fact]
    public void A_job_that_starts_at_once_is_estimated_at_nothing_and_no_future_is_played()
    {
        var outlook = Pools.At(1000, Pools.Alike(4, every: 10, runs: 100));

        var estimate = StartForecast.OfSubmission(outlook, Pools.Unsubmitted(), Options);

        Assert.True(estimate.StartsNow);
        Assert.Equal((0L, 0L, 0), (estimate.P50Milliseconds, estimate.P90Milliseconds, estimate.Futures));
    }

    [Fact]
    public void A_job_not_yet_submitted_is_told_the_same_as_when_it_is()
    {
        var outlook = Pools.At(150, Pools.Alike(12, every: 10, runs: 100));
        var job = Pools.Unsubmitted(gpus: 2);
        var before = StateText.Of(outlook.State);

        var told = StartForecast.OfSubmission(outlook, job, Options);

        Assert.Equal(before, StateText.Of(outlook.State));
        outlook.State.Apply(new JobSubmitted(150_000, job with { SubmittedMilliseconds = 150_000 }));
        var after = StartForecast.Of(outlook, [job.Id], Options)[0];
        Assert.True(told.P50Milliseconds > 0);
        Assert.Equal(
            (told.P50Milliseconds, told.P90Milliseconds, told.Futures),
            (after.P50Milliseconds, after.P90Milliseconds, after.Futures));
    }

    [Fact]
    public void Runtimes_that_differ_give_an_interval_and_a_seed_gives_it_again()
    {
        var jobs = Enumerable.Range(0, 40)
            .Select(index => Make.Job(index, at: index * 25, runs: 40 + index * 37 % 160));
        var outlook = Pools.At(900, [.. jobs]);
        var waiting = outlook.Waiting();
        var before = StateText.Of(outlook.State);

        var once = StartForecast.Of(outlook, waiting, Options);

        Assert.NotEmpty(waiting);
        Assert.Equal(Quantiles(once), Quantiles(StartForecast.Of(outlook, waiting, Options)));
        Assert.NotEqual(
            Quantiles(once), Quantiles(StartForecast.Of(outlook, waiting, Options with { Seed = 2 })));
        Assert.Contains(once, estimate => estimate.P50Milliseconds < estimate.P90Milliseconds);
        Assert.Equal(before, StateText.Of(outlook.State));
    }

    [Fact]
    public void Without_any_job_that_has_finished_nothing_is_named()
    {
        var outlook = Pools.At(50, Pools.Alike(6, every: 1, runs: 100));

        var estimate = StartForecast.Of(outlook, outlook.Waiting(), Options)[0];

        Assert.Equal((UnknownStart.NothingLearnt, null), (estimate.Unknown, estimate.P50Milliseconds));
        Assert.Equal(HoldReason.NoRoomNow, estimate.Hold!.Reason);
    }

    [Fact]
    public void A_held_job_is_told_as_one_that_never_starts_by_itself()
    {
        var outlook = Pools.At(150, Pools.Alike(12, every: 10, runs: 100));
        var held = outlook.Waiting()[0];
        outlook.State.Apply(new JobHeld(150_000, held));

        var estimate = StartForecast.Of(outlook, [held], Options)[0];

        Assert.Equal((UnknownStart.NeverByItself, null), (estimate.Unknown, estimate.P90Milliseconds));
        Assert.Equal(HoldReason.HeldByUser, estimate.Hold!.Reason);
    }

    [Fact]
    public void A_job_that_waits_for_a_held_one_is_beyond_the_bounds()
    {
        var outlook = Pools.At(150, Pools.Alike(12, every: 10, runs: 100)) with { PastArrivals = [] };
        var held = outlook.Waiting()[0];
        outlook.State.Apply(new JobHeld(150_000, held));
        var job = Pools.Unsubmitted() with { After = [new Dependency(held, DependencyCondition.Succeeded)] };

        var estimate = StartForecast.OfSubmission(outlook, job, Options);

        Assert.Equal((UnknownStart.BeyondBounds, null), (estimate.Unknown, estimate.P50Milliseconds));
        Assert.Equal(HoldReason.WaitingForDependency, estimate.Hold!.Reason);
    }

    [Fact]
    public void A_job_that_the_fleet_cannot_hold_never_starts()
    {
        var outlook = Pools.At(150, Pools.Alike(12, every: 10, runs: 100));

        var estimate = StartForecast.OfSubmission(outlook, Pools.Unsubmitted(gpus: 8), Options);

        Assert.Equal(UnknownStart.NeverByItself, estimate.Unknown);
    }

    [Fact]
    public void No_more_cycles_are_decided_than_are_allowed()
    {
        var counting = new Counting();
        var outlook = Pools.At(150, Pools.Alike(30, every: 5, runs: 100), scheduler: counting);

        var estimates = StartForecast.Of(
            outlook, outlook.Waiting(), Options with { Futures = 5, CyclesMax = 2 });

        Assert.Contains(estimates, estimate => estimate.Unknown == UnknownStart.BeyondBounds);
        Assert.InRange(counting.Decisions, 1, 1 + 5 * 2);
    }

    [Fact]
    public void Nothing_is_played_beyond_the_horizon()
    {
        var outlook = Pools.At(150, Pools.Alike(30, every: 5, runs: 100));

        var estimates = StartForecast.Of(
            outlook, outlook.Waiting(), Options with { HorizonMilliseconds = 1_000 });

        Assert.All(estimates, estimate => Assert.Equal(UnknownStart.BeyondBounds, estimate.Unknown));
    }

    [Fact]
    public void The_plan_by_limits_believes_them()
    {
        var limited = Pools.Alike(6, every: 1, runs: 100)
            .Select(job => job.With(plain => plain with { TimeLimitMilliseconds = 3_600_000 }));
        var outlook = Pools.At(50, [.. limited]);

        var estimate = StartForecast.ByLimits(outlook, outlook.Waiting(), Options)[0];

        Assert.Equal((3_550_000L, 3_550_000L), (estimate.P50Milliseconds, estimate.P90Milliseconds));
    }

    [Fact]
    public void A_wrong_question_is_refused()
    {
        var outlook = Pools.At(50, Pools.Alike(6, every: 1, runs: 100));

        Assert.Throws<ArgumentException>(() => StartForecast.Of(outlook, [new JobId(1)], Options));
        Assert.Throws<ArgumentException>(() => StartForecast.OfSubmission(outlook, Pools.Unsubmitted(id: 1), Options));
        Assert.Throws<ArgumentException>(() =>
            StartForecast.OfSubmission(outlook, Pools.Unsubmitted(), Options with { Futures = 0 }));
        Assert.Throws<ArgumentException>(() =>
            StartForecast.Of(outlook, outlook.Waiting(), Options with { CoarsenessPermille = 1001 }));
    }

    private static IEnumerable<(long?, long?)> Quantiles(IEnumerable<StartEstimate> estimates) =>
        estimates.Select(estimate => (estimate.P50Milliseconds, estimate.P90Milliseconds));

    private sealed class Counting : IPoolScheduler
    {
        private readonly PoolScheduler _inner = new();

        public string Name => _inner.Name;

        public int Decisions { get; private set; }

        public Plan Decide(ClusterState state, QueueTree tree, long now, int stepBudget)
        {
            Decisions++;
            return _inner.Decide(state, tree, now, stepBudget);
        }
    }
}

using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Simulation.Estimates;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Counterfactuals;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Simulation.Tests.Estimates;

public sealed class EstimateReplayTests
{
    private static readonly EstimateTrialOptions Options = new()
    {
        Jobs = 1_000,
        LearnOnlyPermille = 100,
        Forecast = new ForecastOptions { Futures = 3, CyclesMax = 40, ArrivalsMax = 60 },
    };

    /// <summary>All that may happen to jobs happens in random pools: preemption, limits, dependencies, gangs.</summary>
    [Fact]
    public void Estimates_of_random_pools_leave_the_replay_as_it_is_and_are_in_order()
    {
        for (var seed = 1UL; seed <= 6; seed++)
        {
            var world = RandomPool.Create(seed);
            var plain = SharingReplay.Run(
                world.Jobs, world.Fleet, world.Policy, new PoolScheduler(), new SharingOptions { KeepJobs = true });

            var trials = EstimateReplay.Run(world.Jobs, world.Fleet, world.Policy, new PoolScheduler(), Options);

            var starts = plain.Outcomes.ToDictionary(outcome => outcome.Job, outcome => outcome.Started);
            Assert.All(trials, trial => Assert.Equal(
                starts[trial.Raw.Job], trial.Raw.At + trial.WaitMilliseconds));
            Assert.All(trials, trial => InOrder(trial.Raw));
            Assert.All(trials, trial => InOrder(trial.Corrected));
            Assert.All(
                trials.Where(trial => trial.Raw.StartsNow), trial => Assert.Equal(0, trial.WaitMilliseconds));
        }
    }

    [Fact]
    public void A_forecast_of_a_random_moment_changes_nothing_and_answers_for_every_job()
    {
        foreach (var moment in RandomMoments.From(seed: 1, () => new PoolScheduler()).Take(24))
        {
            var state = moment.Replay();
            var outlook = new Outlook(
                state, new QueueTree(moment.Policy, state.Resources), new PoolScheduler(), moment.Now);
            var digest = state.Digest;

            var options = new ForecastOptions { Futures = 4, CyclesMax = 60 };

            var estimates = StartForecast.Of(outlook, outlook.Waiting(), options);

            Assert.Equal(digest, state.Digest);
            Assert.Equal(outlook.Waiting(), estimates.Select(estimate => estimate.Job));
            Assert.All(estimates, InOrder);
        }
    }

    [Fact]
    public void The_last_part_is_held_out_and_the_first_is_not_estimated()
    {
        var jobs = Pools.Alike(300, every: 20, runs: 100);

        var trials = EstimateReplay.Run(
            jobs, Sharing.Make.Fleet(), SharingPolicy.OneQueue(), new PoolScheduler(),
            Options with { Jobs = 100, LearnOnlyPermille = 333, HeldOutPermille = 667 });

        Assert.InRange(trials.Count, 70, 130);
        Assert.All(trials, trial => Assert.True(trial.Raw.Job.Value > 99));
        Assert.All(trials, trial => Assert.Equal(trial.Raw.Job.Value > 200, trial.IsHeldOut));
    }

    private static void InOrder(StartEstimate estimate)
    {
        var isKnown = estimate.P90Milliseconds is not null;
        Assert.Equal(isKnown, estimate.Unknown == UnknownStart.None);
        if (isKnown) Assert.InRange(estimate.P50Milliseconds!.Value, 0, estimate.P90Milliseconds!.Value);
    }
}

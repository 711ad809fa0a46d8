using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Simulation.Chance;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Simulation.Tests.Sharing.Workloads;

public sealed class IdealRunTests
{
    [Fact]
    public void The_shortest_first_bound_holds_where_jobs_stand_in_each_others_way()
    {
        // The short one is done after 2 s, the long one after 12: 7 s on average, 6 without waiting.
        var ideal = IdealRun.Of([Make.Job(1, gpus: 2, runs: 10), Make.Job(2, gpus: 2, runs: 2)], Make.Fleet(gpus: 2));

        Assert.Equal(
            (7.0, 1.0, 10.0, 12.0, 1.0),
            (ideal.MeanCompletionSeconds, ideal.MeanWaitSeconds, ideal.P99CompletionSeconds, ideal.MakespanSeconds,
                ideal.Utilisation));
        Assert.Equal(24 / 3600.0, ideal.GpuHours, 12);
    }

    [Fact]
    public void A_job_that_came_later_and_is_shorter_goes_first_and_the_rest_of_the_other_is_what_is_left()
    {
        // The first works for 4 of its 10 s, the second for 3, and the first is done at 13: (13 + 3) / 2.
        var ideal = IdealRun.Of(
            [Make.Job(1, gpus: 2, runs: 10), Make.Job(2, gpus: 2, at: 4, runs: 3)], Make.Fleet(gpus: 2));

        Assert.Equal((8.0, 13.0), (ideal.MeanCompletionSeconds, ideal.MakespanSeconds));
    }

    [Fact]
    public void On_a_large_fleet_nothing_is_better_than_the_runtimes()
    {
        var ideal = IdealRun.Of([Make.Job(1, runs: 10), Make.Job(2, gpus: 0, runs: 30, at: 5)], Make.Fleet(gpus: 8));

        Assert.Equal((20.0, 0.0, 35.0), (ideal.MeanCompletionSeconds, ideal.MeanWaitSeconds, ideal.MakespanSeconds));
        Assert.Equal(10 / (8 * 35.0), ideal.Utilisation, 12);
        Assert.Equal(0, IdealRun.Of([], Make.Fleet()).MeanCompletionSeconds);
    }

    [Fact]
    public void No_scheduler_is_better_than_the_bounds()
    {
        for (var seed = 0UL; seed < 40; seed++)
        {
            var chance = new Pcg32(seed);
            var jobs = Enumerable.Range(0, 30).Select(id => Make.Job(
                id, gpus: chance.OneOf(1, 1, 2, 4), at: chance.Between(0, 200), runs: chance.Between(1, 90))).ToList();
            var fleet = Make.Fleet(nodes: 2);
            var ideal = IdealRun.Of(jobs, fleet);
            foreach (var name in SchedulerCatalogue.Names)
            {
                var run = SharingReplay.Run(
                    jobs, fleet, SharingPolicy.OneQueue(), SchedulerCatalogue.Create(name)!, new SharingOptions());

                Assert.Equal(jobs.Count, run.Jobs.Finished);
                Assert.True(run.CompletionSeconds.Mean >= ideal.MeanCompletionSeconds - 1e-6, $"{name}, seed {seed}");
                Assert.True(run.CompletionSeconds.P99 >= ideal.P99CompletionSeconds, $"{name}, seed {seed}");
                Assert.True(run.MakespanSeconds >= ideal.MakespanSeconds, $"{name}, seed {seed}");
                Assert.True(run.Utilisation <= ideal.Utilisation + 1e-9, $"{name}, seed {seed}");
            }
        }
    }
}

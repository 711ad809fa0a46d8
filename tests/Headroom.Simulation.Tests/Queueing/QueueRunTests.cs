using CsCheck;
using Headroom.Cluster;
using Headroom.Simulation.Queueing;

namespace Headroom.Simulation.Tests.Queueing;

/// <summary>The figures of a run, by hand and by another way of counting.</summary>
public sealed class QueueRunTests
{
    [Fact]
    public void The_figures_of_two_jobs_in_a_row_are_those_worked_out_by_hand()
    {
        RecordedJob[] jobs = [Some.Job("a", 2, 10, 100), Some.Job("b", 1, 20, 50)];

        var run = QueueReplay.Run(jobs, new GpuFleetShape(1, 2), new QueueOptions { Policy = "fifo" });

        Assert.Equal(2, run.Jobs);
        Assert.Equal((100 + 140) / 2.0, run.AverageCompletionSeconds);
        Assert.Equal(140, run.P99CompletionSeconds);
        Assert.Equal(150, run.MakespanSeconds);
        Assert.Equal(45, run.AverageWaitSeconds);
        Assert.Equal(90, run.P99WaitSeconds);
        Assert.Equal(250 / 300.0, run.Utilisation);
        Assert.Equal((0, 0.0), (run.Preemptions, run.GpuHoursLost));
    }

    [Fact]
    public void The_99th_percentile_of_100_jobs_is_the_longest()
    {
        var jobs = Enumerable.Range(1, 100).Select(index => Some.Job($"{index}", 1, 0, index)).ToArray();

        var run = QueueReplay.Run(jobs, new GpuFleetShape(100, 1), new QueueOptions { Policy = "fifo" });

        Assert.Equal(100, run.P99CompletionSeconds);
    }

    [Theory]
    [MemberData(nameof(ReplayProperties.Policies), MemberType = typeof(ReplayProperties))]
    public void The_load_over_time_adds_up_to_what_the_jobs_held_and_waited(string policy) =>
        Histories.Any.Sample(history =>
        {
            var jobs = history.Jobs.Select(job => job with { RuntimeMilliseconds = job.RuntimeMilliseconds * 100_000 })
                .ToArray();

            var run = QueueReplay.RunRecorded(jobs, history.Fleet, new QueueOptions { Policy = policy });

            Assert.True(run.Load.Count <= LoadSeries.PeriodsMax);
            var end = run.Jobs.Where(job => job.GpuCount > 0).Select(job => job.FinishedSeconds).DefaultIfEmpty().Max();
            var ends = run.Load.Skip(1).Select(period => period.StartSeconds).Append(end);
            var lengths = run.Load.Zip(ends, (period, until) => until - period.StartSeconds).ToList();
            var held = run.Jobs.Sum(job =>
                job.GpuCount * (job.FinishedSeconds - job.SubmittedSeconds - job.WaitSeconds));
            Assert.Equal(held, run.Load.Zip(lengths).Sum(item => item.First.BusyGpus * item.Second), 1e-6 * (1 + held));
            var waited = run.Jobs.Sum(job => job.WaitSeconds);
            Assert.Equal(
                waited, run.Load.Zip(lengths).Sum(item => item.First.WaitingJobs * item.Second), 1e-6 * (1 + waited));
        });
}

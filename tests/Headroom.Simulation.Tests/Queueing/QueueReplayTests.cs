using System.Globalization;
using Headroom.Cluster;
using Headroom.Simulation.Queueing;

namespace Headroom.Simulation.Tests.Queueing;

public sealed class QueueReplayTests
{
    private static readonly GpuFleetShape TwoByTwo = new(2, 2);

    [Theory]
    [InlineData("fifo", "a@0 b@60 c@90")]
    [InlineData("easy", "a@0 b@60 c@2")]
    [InlineData("conservative", "a@0 b@60 c@2")]
    public void A_short_job_passes_a_blocked_head_only_where_there_is_backfill(string policy, string expected)
    {
        RecordedJob[] jobs = [Some.Job("a", 3, 0, 60), Some.Job("b", 4, 1, 30), Some.Job("c", 1, 2, 20)];

        Assert.Equal(expected, Starts(jobs, policy));
    }

    [Theory]
    [InlineData("easy")]
    [InlineData("conservative")]
    public void A_long_job_passes_the_head_on_what_the_head_will_not_need(string policy)
    {
        // b needs one whole node, which is free at 60: c may run for ever on the other one.
        RecordedJob[] jobs = [Some.Job("a", 3, 0, 60), Some.Job("b", 2, 1, 30), Some.Job("c", 1, 2, 1000)];

        Assert.Equal("a@0 b@60 c@2", Starts(jobs, policy));
    }

    [Fact]
    public void Easy_lets_a_job_delay_those_behind_the_head_and_conservative_does_not()
    {
        // b is promised 10 and c, behind it, 30. d is too long to be gone by then but needs no accelerator of b's.
        RecordedJob[] jobs =
        [
            Some.Job("a", 2, 0, 10), Some.Job("b", 2, 1, 20), Some.Job("x", 1, 0, 30),
            Some.Job("c", 4, 2, 5), Some.Job("d", 1, 3, 100),
        ];

        Assert.Equal("a@0 b@10 c@103 d@3 x@0", Starts(jobs, "easy"));
        Assert.Equal("a@0 b@10 c@30 d@35 x@0", Starts(jobs, "conservative"));
    }

    [Fact]
    public void An_early_finish_moves_conservative_reservations_earlier()
    {
        RecordedJob[] jobs =
            [Some.Job("a", 4, 0, 10, limit: 100), Some.Job("b", 4, 1, 10, limit: 50), Some.Job("c", 1, 2, 1)];

        Assert.Equal("a@0 b@10 c@20", Starts(jobs, "conservative"));
    }

    [Fact]
    public void A_job_that_ran_over_its_limit_counts_its_runtime_as_limit()
    {
        // Were the limit of a believed, c would be too long to pass b.
        RecordedJob[] jobs = [Some.Job("a", 3, 0, 60, limit: 10), Some.Job("b", 4, 1, 30), Some.Job("c", 1, 2, 50)];

        Assert.Equal("a@0 b@60 c@2", Starts(jobs, "easy"));
    }

    [Fact]
    public void The_shortest_goes_first_and_what_does_not_fit_is_skipped()
    {
        // b is shortest but needs more than one node, and one is always taken by then.
        RecordedJob[] jobs =
            [Some.Job("a", 2, 0, 10), Some.Job("b", 3, 1, 5), Some.Job("c", 2, 1, 30), Some.Job("d", 2, 1, 20)];

        Assert.Equal("a@0 b@40 c@10 d@1", Starts(jobs, "sjf"));
    }

    [Fact]
    public void Shortest_remaining_time_stops_a_longer_job_for_a_shorter_one()
    {
        RecordedJob[] jobs = [Some.Job("a", 4, 0, 100), Some.Job("b", 4, 10, 5)];

        var run = QueueReplay.RunRecorded(jobs, TwoByTwo, new QueueOptions { Policy = "srtf" });

        Assert.Equal([105, 15], run.Jobs.Select(job => job.FinishedSeconds));
        Assert.Equal([5, 0], run.Jobs.Select(job => job.WaitSeconds));
        Assert.Equal(1, run.Summary.Preemptions);
    }

    [Theory]
    [InlineData("fifo")]
    [InlineData("srtf")]
    [InlineData("tiresias")]
    public void Jobs_without_accelerators_run_at_once_and_too_large_ones_are_counted(string policy)
    {
        RecordedJob[] jobs = [Some.Job("a", 4, 0, 100), Some.Job("cpu", 0, 5, 7), Some.Job("huge", 5, 6, 1)];

        var run = QueueReplay.RunRecorded(jobs, TwoByTwo, new QueueOptions { Policy = policy });

        Assert.Equal((2, 1), (run.Summary.Jobs, run.Summary.NeverFits));
        Assert.Equal((5.0, 12.0), (run.Jobs[1].StartedSeconds, run.Jobs[1].FinishedSeconds));
    }

    [Fact]
    public void A_job_that_is_not_interrupted_pays_the_switch_on_cost_once()
    {
        // vgg16 on one accelerator: 7 s, then 100 s of work and 1.5 % more.
        RecordedJob[] jobs = [Some.Job("a", 1, 0, 1, training: new TrainingLoop(100, 1000, "vgg16"))];

        var run = QueueReplay.Run(jobs, TwoByTwo, new QueueOptions { Policy = "fifo", Overhead = SwitchOnCost.Muri });

        Assert.Equal(108.5, run.AverageCompletionSeconds);
        Assert.Equal(7.0 / 3600, run.GpuHoursLost);
    }

    [Fact]
    public void The_preemptive_experiment_charges_the_switch_on_cost_at_every_event_but_the_last()
    {
        // b comes and goes on another node: two events at which a, which keeps running, is charged 7 s.
        RecordedJob[] jobs =
        [
            Some.Job("a", 2, 0, 1, training: new TrainingLoop(100, 1000, "vgg16")),
            Some.Job("b", 2, 20, 1, training: new TrainingLoop(10, 1000, "vgg16")),
        ];

        var run = QueueReplay.RunRecorded(
            jobs, TwoByTwo, new QueueOptions { Policy = "srtf", Overhead = SwitchOnCost.Muri });

        Assert.Equal(101.5 + 14, run.Jobs[0].FinishedSeconds, 9);
        Assert.Equal(20 + 10.15, run.Jobs[1].FinishedSeconds, 9);
        Assert.Equal(2 * 14.0 / 3600, run.Summary.GpuHoursLost, 9);
    }

    [Theory]
    [MemberData(nameof(ReplayProperties.Policies), MemberType = typeof(ReplayProperties))]
    public void A_history_without_jobs_gives_a_run_of_zeros(string policy)
    {
        var run = QueueReplay.Run([], TwoByTwo, new QueueOptions { Policy = policy });

        Assert.Equal((0, 0.0, 0.0, 0.0), (run.Jobs, run.MakespanSeconds, run.AverageWaitSeconds, run.Utilisation));
    }

    [Fact]
    public void Events_are_kept_only_on_request()
    {
        RecordedJob[] jobs = [Some.Job("a", 1, 0, 1)];

        Assert.Empty(QueueReplay.RunRecorded(jobs, TwoByTwo, new QueueOptions { Policy = "easy" }).Events);
        Assert.Equal(2, QueueReplay.RunRecorded(
            jobs, TwoByTwo, new QueueOptions { Policy = "easy", KeepEvents = true }).Events.Count);
    }

    private static string Starts(RecordedJob[] jobs, string policy) => string.Join(
        ' ',
        QueueReplay.RunRecorded(jobs, TwoByTwo, new QueueOptions { Policy = policy }).Jobs
            .Select(job => job.Id + "@" + job.StartedSeconds.ToString(CultureInfo.InvariantCulture))
            .Order());
}

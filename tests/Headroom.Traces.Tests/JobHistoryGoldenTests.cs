using Headroom.Cluster;
using Headroom.Testing;

namespace Headroom.Traces.Tests;

/// <summary>The published histories, against totals that were added up from the files by other means.</summary>
public sealed class JobHistoryGoldenTests
{
    [Theory]
    [InlineData("muri/trace3.csv", "trace3", 992, 9346, 3_734_742_603_000, 46_489_683_770)]
    [InlineData("muri/trace3_pr.csv", "trace3_pr", 992, 9346, 0, 46_489_683_770)]
    [InlineData("muri/testbed_cluster_trace.csv", "testbed_cluster_trace", 400, 3766, 382_228_777_000, 23_655_383_781)]
    public void The_traces_of_muri_read_whole(
        string file,
        string name,
        int jobs,
        long gpus,
        long submitted,
        long runtime)
    {
        var history = JobHistoryReader.Read(PublicData.Require($"queueing/{file}"), JobHistoryFormat.Muri, true);

        AssertTotals(history, name, jobs, gpus, submitted, runtime);
        Assert.All(history.Jobs, job => Assert.Equal(job.Name, job.Training?.ModelName));
        Assert.All(history.Jobs, job => Assert.Equal(
            job.Training!.Iterations * job.Training.IterationMilliseconds, job.RuntimeMilliseconds, 0.5));
    }

    [Fact]
    public void A_job_of_muri_carries_its_training_loop()
    {
        var history = JobHistoryReader.Read(
            PublicData.Require("queueing/muri/trace3.csv"),
            JobHistoryFormat.Muri,
            true);

        var expected = new RecordedJob
        {
            Id = "1",
            Name = "resnet18",
            GpuCount = 4,
            SubmittedMilliseconds = 1_456_000,
            RuntimeMilliseconds = 1_005_573L * 921,
            Training = new TrainingLoop(1_005_573, 921, "resnet18"),
        };
        Assert.Equal(expected, history.Jobs[1]);
    }

    [Theory]
    [InlineData("MIX1", 42_947, 16_711_053_180_000, 484_058_520_000)]
    [InlineData("MIX2", 43_061, 16_808_297_280_000, 488_423_760_000)]
    [InlineData("SLO", 42_785, 16_775_772_300_000, 482_496_900_000)]
    public void The_traces_of_chronus_read_whole_and_in_the_order_of_the_file(
        string trace,
        long gpus,
        long submitted,
        long runtime)
    {
        var path = PublicData.Require($"queueing/chronus_philly/trace_job_Philly_{trace}.csv");

        var history = JobHistoryReader.Read(path, JobHistoryFormat.Chronus, true);

        AssertTotals(history, $"trace_job_Philly_{trace}", 30_940, gpus, submitted, runtime);
        Assert.Equal(["0", "1", "2"], history.Jobs.Take(3).Select(job => job.Id));
        Assert.Equal(11, history.Jobs.Select(job => job.Tenant).Distinct().Count());
        Assert.All(history.Jobs, job => Assert.Null(job.Training));
        Assert.Contains(history.Jobs, job => job.GpuCount == 0);
    }

    [Fact]
    public void The_table_of_gavel_leaves_out_the_jobs_without_a_duration()
    {
        var path = PublicData.Require("queueing/gavel_philly/philly_vc_seed0.csv");

        var history = JobHistoryReader.Read(path, JobHistoryFormat.Gavel, false);

        AssertTotals(history, "philly_vc_seed0", 15_264 - 1548, 28_372, 48_617_747_036_000, 1_787_113_669_600);
        Assert.Equal(1548, history.SkippedCount);
        Assert.Equal(1000, history.Skipped.Count);
        Assert.Equal(
            new SkippedLine(56, "duration_s_on_v100 is empty; write a number from 0 to 3155760000"),
            history.Skipped[0]);
        Assert.Equal(15, history.Jobs.Select(job => job.Tenant).Distinct().Count());
    }

    [Fact]
    public void The_table_of_gavel_is_refused_when_every_line_counts()
    {
        var path = PublicData.Require("queueing/gavel_philly/philly_vc_seed0.csv");

        var refusal = Assert.Throws<TraceFormatException>(() => JobHistoryReader.Read(
            path,
            JobHistoryFormat.Gavel,
            true));

        Assert.Equal(56, refusal.Line);
        Assert.EndsWith(
            ", line 56: duration_s_on_v100 is empty; write a number from 0 to 3155760000.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    private static void AssertTotals(JobHistory history, string name, int jobs, long gpus, long submitted, long runtime)
    {
        Assert.Equal(name, history.Name);
        Assert.Equal(jobs, history.Jobs.Count);
        Assert.Equal(jobs, history.Jobs.Select(job => job.Id).Distinct().Count());
        Assert.Equal(gpus, history.Jobs.Sum(job => (long)job.GpuCount));
        Assert.Equal(submitted, history.Jobs.Sum(job => job.SubmittedMilliseconds));
        Assert.Equal(runtime, history.Jobs.Sum(job => job.RuntimeMilliseconds));
    }
}

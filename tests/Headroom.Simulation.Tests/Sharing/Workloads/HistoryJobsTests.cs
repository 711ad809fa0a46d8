using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Simulation.Tests.Sharing.Workloads;

public sealed class HistoryJobsTests
{
    private static readonly HistoryOptions Eights = new() { GpusPerNode = 8 };

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(8, 1, 8)]
    [InlineData(64, 8, 8)]
    // Twelve are two tasks of six, because a task of eight would leave four over.
    [InlineData(12, 2, 6)]
    [InlineData(20, 4, 5)]
    // Thirteen have no other divisor than one.
    [InlineData(13, 13, 1)]
    public void A_gang_is_split_into_the_largest_equal_tasks_that_fit_a_node(int gpus, int tasks, int perTask)
    {
        var shape = HistoryJobs.From([Recorded(gpus)], Eights)[0].Job.Shape;

        Assert.Equal(new JobShape { TaskCount = tasks, GpuCount = perTask }, shape);
    }

    [Fact]
    public void The_queue_is_the_tenant_else_the_user_else_the_default()
    {
        var jobs = HistoryJobs.From(
            [
                Recorded(1) with { Tenant = "vc 1/a", User = "ann" }, Recorded(1) with { User = "ann" }, Recorded(1),
                Recorded(1) with { Tenant = new string('x', 200) },
            ],
            Eights);

        Assert.Equal(["vc-1-a", "ann", "default", new string('x', 128)], jobs.Select(job => job.Job.Queue));
        Assert.Equal(
            jobs.Select(job => job.Job.Queue), HistoryJobs.EvenPolicy(jobs).Queues.Select(queue => queue.Name));
        Assert.Equal("all", HistoryJobs.From([Recorded(1)], Eights with { Queue = "all" })[0].Job.Queue);
    }

    [Fact]
    public void Every_recorded_job_may_be_submitted_and_none_is_stopped_before_its_recorded_end()
    {
        var jobs = HistoryJobs.From(
            [
                Recorded(0), Recorded(1) with { RuntimeMilliseconds = 0, TimeLimitMilliseconds = 0 },
                Recorded(2) with { RuntimeMilliseconds = 70_000, TimeLimitMilliseconds = 60_000 },
            ],
            Eights with { CheckpointMilliseconds = 600_000, RestartMilliseconds = 1_000, IsPreemptible = false });

        Assert.All(jobs, job => Assert.Null(JobCheck.Fault(job.Job)));
        Assert.Equal([null, 1L, 70_000], jobs.Select(job => job.Job.TimeLimitMilliseconds));
        Assert.All(jobs, job => Assert.Equal(
            (600_000, 1_000, false),
            (job.Job.CheckpointMilliseconds, job.Job.RestartMilliseconds, job.Job.IsPreemptible)));
        Assert.Equal(3, Make.Run(jobs, policy: HistoryJobs.EvenPolicy(jobs)).Jobs.Finished);
    }

    private static RecordedJob Recorded(int gpus) => new()
    {
        Id = $"{gpus}",
        GpuCount = gpus,
        SubmittedMilliseconds = 5_000,
        RuntimeMilliseconds = 60_000,
    };
}

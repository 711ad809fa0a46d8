using Headroom.Cluster.Jobs;

namespace Headroom.Cluster.Tests.Jobs;

public sealed class SelfDependencyTests
{
    [Fact]
    public void A_job_that_waits_for_itself_is_refused()
    {
        var job = new Job
        {
            Id = new JobId(7),
            Shape = new JobShape { GpuCount = 1 },
            Queue = "q",
            SubmittedMilliseconds = 0,
        };

        Assert.Null(JobCheck.Fault(job with { After = [new Dependency(new JobId(6), DependencyCondition.Any)] }));
        Assert.Equal(
            "The job waits for itself; name other jobs only.",
            JobCheck.Fault(job with { After = [new Dependency(job.Id, DependencyCondition.Any)] }));
    }
}

using Headroom.Cluster.Jobs;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Simulation.Tests.Sharing.Workloads;

public sealed class KueueScenarioTests
{
    [Fact]
    public void The_baseline_is_the_published_one()
    {
        var scenario = KueueScenario.Baseline();

        Assert.Equal(15_000, scenario.Jobs.Count);
        Assert.Equal(30, scenario.Jobs.Select(job => job.Job.Queue).Distinct().Count());
        Assert.Equal(5 + 30, scenario.Policy.Queues.Count);
        Assert.Equal(
            [(10_500, 1_000L, 200L, 50), (3_000, 5_000, 500, 100), (1_500, 20_000, 1_000, 200)],
            scenario.Jobs
                .GroupBy(job => (job.Job.Shape.CpuMillicores, job.RuntimeMilliseconds, job.Job.Priority))
                .Select(group =>
                    (group.Count(), group.Key.CpuMillicores, group.Key.RuntimeMilliseconds, group.Key.Priority)));
        Assert.Equal(60_000, scenario.Jobs.Max(job => job.Job.SubmittedMilliseconds));
        Assert.Equal(600_000, Assert.Single(scenario.Fleet.Nodes).CpuMillicores);
    }

    [Fact]
    public void The_large_one_is_the_published_one()
    {
        var scenario = KueueScenario.Large();

        Assert.Equal(50_000, scenario.Jobs.Count);
        Assert.Equal(1_000, scenario.Jobs.Select(job => job.Job.Queue).Distinct().Count());
        Assert.Equal(3_300, scenario.Jobs.Max(job => job.Job.SubmittedMilliseconds));
        Assert.All(scenario.Jobs, job => Assert.Null(JobCheck.Fault(job.Job)));
    }

    [Fact]
    public void The_ideal_is_a_bound_of_work_after_each_submission()
    {
        // All work takes 66 s of the whole; of what is submitted at 1.2 s or later there are 65.64 s left.
        Assert.Equal(66_840, KueueScenario.Baseline().IdealMilliseconds);
        // All takes 4.025 s; 0.155 s of that are submitted before 0.6 s.
        Assert.Equal(4_470, KueueScenario.Large().IdealMilliseconds);
        Assert.Equal(0, SpanBound.Of([], 1));
        Assert.Equal(101_000, SpanBound.Of([Cpu(1), Cpu(1)], 4_000));
        Assert.Equal(251_000, SpanBound.Of([Cpu(5), Cpu(5)], 4_000));
    }

    [Fact]
    public void The_plain_scheduler_needs_no_less_than_the_ideal()
    {
        var scenario = KueueScenario.Baseline();

        var run =
            Make.Run(scenario.Jobs, scenario.Fleet, scenario.Policy, options: new() { MinimumCycleMilliseconds = 500 });

        Assert.Equal(15_000, run.Jobs.Finished);
        Assert.True(run.MakespanSeconds * 1_000 + 100 >= scenario.IdealMilliseconds);
    }

    private static SharedJob Cpu(long cores) => Make.Job(1, gpus: 0, at: 1).Shaped(shape =>
        shape with { CpuMillicores = cores * 1_000 });
}

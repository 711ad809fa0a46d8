using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Cli.Bench;

/// <summary>A million jobs wait: how much memory that takes, plan included.</summary>
internal static class PendingRun
{
    private const int Jobs = 1_000_000;

    // No more than one job an accelerator starts.
    private const int StartedMost = 8_000;

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "pending-1m",
        Unit = "MiB",
        Must = 4_096,
        MemoryMustMiB = 4_096,
        Source = "1,000,000 jobs wait for 1,000 nodes of 8 in 1,000 queues, one cycle that gives each a reason; Slurm keeps "
            + "10,000 by default (slurm.conf, MaxJobCount)",
        Measure = Measure,
    };

    private static double Measure(BenchRun bench)
    {
        var scenario = CycleScenario.Create(nodes: 1_000, waiting: Jobs + StartedMost, streamSeconds: 0);
        var state = new ClusterState(scenario.Fleet);
        foreach (var job in scenario.Jobs) state.Apply(new JobSubmitted(0, job.Job));

        var tree = new QueueTree(scenario.Policy, state.Resources);
        var verdicts = 0;
        var seconds = BenchRun.Seconds(() =>
            verdicts = new PoolScheduler().Decide(state, tree, 0, int.MaxValue).Verdicts.Count);
        bench.Add(new BenchFigure("waiting jobs with a reason", verdicts, "", $"at least {Jobs}"));
        bench.Add(new BenchFigure("cycle", seconds, "s", ""));
        return BenchRun.PeakMemoryMiB();
    }
}

using Headroom.Scheduling;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Cli.Bench;

/// <summary>Kueue's performance scenarios in virtual time: when the last job is done.</summary>
internal static class KueueRuns
{
    private const double OverIdeal = 1.05;

    public static IReadOnlyList<BenchScenario> Scenarios { get; } =
    [
        Of("kueue-baseline", () => KueueScenario.Baseline(), must: 66.5, peer: 351.1, "configs/baseline: 15,000 jobs, 30 queues"),
        Of("kueue-large", () => KueueScenario.Large(), must: 4.2, peer: 1_179.4, "configs/large-scale: 50,000 jobs, 1,000 queues"),
    ];

    private static BenchScenario Of(
        string name, Func<PoolScenario> scenario, double must, double peer, string source) =>
        new()
        {
            Name = name,
            Unit = "s of virtual time",
            Must = Math.Round(must * OverIdeal, 2),
            Ideal = must,
            Peer = peer,
            MemoryMustMiB = 2_048,
            Source = $"kubernetes-sigs/kueue test/performance/scheduler/{source}; until the last job is done; the peer's "
                + "figure includes its API server",
            Measure = bench => Measure(bench, scenario()),
        };

    private static double Measure(BenchRun bench, PoolScenario scenario)
    {
        SharingRun? run = null;
        var seconds = BenchRun.Seconds(() => run = SharingReplay.Run(
            scenario.Jobs, scenario.Fleet, scenario.Policy, new PoolScheduler(),
            new SharingOptions { MinimumCycleMilliseconds = 10, KeepJobs = true }));
        bench.Add(new BenchFigure("bound", scenario.IdealMilliseconds / 1000.0, "s", ""));
        bench.Add(new BenchFigure("wall time of the replay", seconds, "s", ""));
        bench.Add(new BenchFigure("mean wait", run!.WaitSeconds.Mean, "s", ""));
        bench.Add(new BenchFigure("preemptions", run.Preemptions, "", ""));
        return run.Outcomes.Max(job => job.Ended ?? long.MaxValue) / 1000.0;
    }
}

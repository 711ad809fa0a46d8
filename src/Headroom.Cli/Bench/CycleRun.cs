using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Scheduling.Plans;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Cli.Bench;

/// <summary>
/// Single cycles of a large pool under load: the 99th percentile, and the first one that fills the fleet.
/// </summary>
internal static class CycleRun
{
    private const double ColdMust = 5;
    private const int StreamSeconds = 120;

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "cycle-100k",
        Unit = "s",
        Must = 1,
        MemoryMustMiB = 4_096,
        Source = "10,000 nodes of 8, 100,000 waiting jobs, 1,000 queues in 3 levels, gangs; 99th percentile of cycles a "
            + "second of virtual time apart; no published figure",
        Measure = Measure,
    };

    private static double Measure(BenchRun bench)
    {
        var scenario = CycleScenario.Create(streamSeconds: StreamSeconds);
        var scheduler = new TimedScheduler();
        SharingReplay.Run(scenario.Jobs, scenario.Fleet, scenario.Policy, scheduler, new SharingOptions
        {
            MinimumCycleMilliseconds = 1_000,
            UntilMilliseconds = StreamSeconds * 1_000L,
        });
        bench.Add(new BenchFigure("cold cycle", scheduler.Seconds[0], "s", $"at most {ColdMust}"));
        bench.Add(new BenchFigure("median cycle", At(scheduler.Seconds, 0.5), "s", ""));
        bench.Add(new BenchFigure("cycles", scheduler.Seconds.Count, "", ""));
        return At(scheduler.Seconds, 0.99);
    }

    // Of the cycles after the first.
    private static double At(List<double> seconds, double quantile)
    {
        var later = seconds.Skip(1).Order().ToList();
        return later[Math.Min((int)(quantile * later.Count), later.Count - 1)];
    }

    private sealed class TimedScheduler : IPoolScheduler
    {
        private readonly PoolScheduler _inner = new();

        public string Name => _inner.Name;

        public List<double> Seconds { get; } = [];

        public Plan Decide(ClusterState state, QueueTree tree, long now, int stepBudget)
        {
            Plan? plan = null;
            Seconds.Add(BenchRun.Seconds(() => plan = _inner.Decide(state, tree, now, stepBudget)));
            return plan!;
        }
    }
}

using Headroom.Cli.Bench.Sharing;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Cli.Bench;

/// <summary>What preemption costs where quotas are lent and taken back: work repeated and time to restart.</summary>
internal static class PreemptionLossRun
{
    private const long HalfMinute = 30_000;

    private static readonly IReadOnlyList<SharingHistory> Histories =
        [SharingHistory.Muri, SharingHistory.Gavel, SharingHistory.Chronus];

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "preemption-loss",
        Unit = "% of GPU-hours delivered",
        Must = 1,
        Ideal = 0,
        MemoryMustMiB = 2_048,
        Source = "three public histories whose tenants are owed the whole fleet, the worst of them; jobs save every "
            + "30 minutes, restart in 60 s and are stopped at once (the policy's default), so that all since the "
            + "last save is repeated; no published figure",
        Measure = Measure,
    };

    private static double Measure(BenchRun bench)
    {
        var setups = Histories.Select(history => history.Read(bench.Histories)).ToList();
        var cells = from way in Enum.GetValues<Way>() from setup in setups select (way, setup);
        var runs = bench.Pool.Map("replaying", [.. cells], cell => Replay(cell.setup, cell.way));

        for (var index = 0; index < runs.Count; index++)
        {
            var (way, history) = ((Way)(index / setups.Count), Histories[index % setups.Count]);
            var must = way == Way.Saving ? "at most 1" : "";
            bench.Add(new BenchFigure($"{history.Title}{NameOf(way)}", LostPercent(runs[index]), "%", must));
            bench.Add(new BenchFigure($"{history.Title}{NameOf(way)}: preemptions", runs[index].Preemptions, "", ""));
        }

        return runs.Take(setups.Count).Max(LostPercent);
    }

    private static SharingRun Replay(HistorySetup setup, Way way)
    {
        var pool = HistoryScenario.Of(setup with { SavesWork = way != Way.NeverSaving });
        var stop = way == Way.TimeToStop ? HalfMinute : 0;
        var policy = pool.Policy with { Reclaim = new ReclaimRules { StopMilliseconds = stop } };
        return SharingReplay.Run(pool.Jobs, pool.Fleet, policy, new PoolScheduler(), new SharingOptions());
    }

    private static double LostPercent(SharingRun run) => 100 * run.Hours.Lost / run.Hours.Delivered;

    private static string NameOf(Way way) => way switch
    {
        Way.Saving => "",
        Way.TimeToStop => ", 30 s to stop and save",
        _ => ", nothing is saved",
    };

    private enum Way
    {
        Saving,
        TimeToStop,
        NeverSaving,
    }
}

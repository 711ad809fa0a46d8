using Headroom.Cli.Replay;
using Headroom.Simulation.Packing;

namespace Headroom.Cli.Bench;

/// <summary>The whole comparison of placement policies, reading included.</summary>
internal static class PackingGridRun
{
    private static readonly string[] Traces = ["default", "cpu050", "gpushare40", "gpuspec33", "multigpu20"];

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "packing-grid",
        Unit = "s",
        Must = 60,
        MemoryMustMiB = 1024,
        Source =
            "5 traces x 10 seeds x 7 policies = 350 runs, one thread a core; no published figure for the whole grid",
        Measure = bench => BenchRun.Seconds(() => Run(bench)),
    };

    private static void Run(BenchRun bench)
    {
        var grid = new PackingGrid
        {
            Traces = PackingTrace.ReadAll(bench.Histories.OpenbNodes, [.. Traces.Select(bench.Histories.OpenbPods)]),
            Policies = PackingReplay.PolicyNames,
            Seeds = [42, 43, 44, 45, 46, 47, 48, 49, 50, 51],
        };
        grid.Run(bench.Pool);
    }
}

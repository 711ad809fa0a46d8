using Headroom.Simulation.Packing;
using Headroom.Traces.Openb;

namespace Headroom.Cli.Bench;

/// <summary>One run of the published fragmentation-aware policy on its own trace, all three curves included.</summary>
internal static class FgdRun
{
    private const int Runs = 5;

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "fgd-run",
        Unit = "s",
        Must = 0.25,
        Ideal = 0.1,
        Peer = 3000,
        MemoryMustMiB = 200,
        Source = "default trace, seed 42: 10,866 arrivals on 1,213 nodes, one core, median of 5 after one to warm up; "
            + "peer: published Go simulator (hkust-adsl/kubernetes-scheduler-simulator), 50 CPU-minutes, "
            + "or 378 CPU-seconds with its reports off",
        Measure = Measure,
    };

    private static double Measure(BenchRun bench)
    {
        var nodes = OpenbReader.ReadNodes(bench.Histories.OpenbNodes);
        var tasks = OpenbReader.ReadTasks(bench.Histories.OpenbPods("default"), nodes);
        var options = new PackingOptions { Policy = "fgd", Seed = 42 };
        return BenchRun.Median(Runs, BenchRun.Seconds, () => PackingReplay.Run(nodes, tasks, options));
    }
}

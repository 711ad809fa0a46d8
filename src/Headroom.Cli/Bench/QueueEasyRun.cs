using Headroom.Cluster;
using Headroom.Simulation.Queueing;
using Headroom.Traces;

namespace Headroom.Cli.Bench;

/// <summary>A long queue under backfill, reading included.</summary>
internal static class QueueEasyRun
{
    public static BenchScenario Scenario { get; } = new()
    {
        Name = "queue-easy",
        Unit = "s",
        Must = 3,
        MemoryMustMiB = 1024,
        Source =
            "30,940 Philly jobs of the Chronus artifact under easy on 64x8, read and run once; no published figure",
        Measure = bench => BenchRun.Seconds(() => Run(bench.Histories.ChronusJobs)),
    };

    private static void Run(string path)
    {
        var history = JobHistoryReader.Read(path, JobHistoryFormat.Chronus, strict: false);
        QueueReplay.Run(history.Jobs, new GpuFleetShape(64, 8), new QueueOptions { Policy = "easy" });
    }
}

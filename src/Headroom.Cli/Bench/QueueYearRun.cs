using Headroom.Cluster;
using Headroom.Simulation.Queueing;

namespace Headroom.Cli.Bench;

/// <summary>A year of a large site under backfill. The jobs are made up, so it needs no history.</summary>
internal static class QueueYearRun
{
    private const int JobCount = 1_000_000;

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "queue-year",
        Unit = "s",
        Must = 60,
        MemoryMustMiB = 2048,
        Source = "1,000,000 made-up jobs of one year (seed 1) under easy on 5,000 nodes of 8 GPUs, replay alone; "
            + "no published figure",
        Measure = _ => Measure(),
    };

    private static double Measure()
    {
        var fleet = new GpuFleetShape(5_000, 8);
        var jobs = SyntheticYear.Generate(seed: 1, JobCount, fleet);
        return BenchRun.Seconds(() => QueueReplay.Run(jobs, fleet, new QueueOptions { Policy = "easy" }));
    }
}

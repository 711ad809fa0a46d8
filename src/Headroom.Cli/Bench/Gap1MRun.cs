using Headroom.Capacity.Ladder;
using Headroom.Cluster;
using Headroom.Simulation.Queueing;

namespace Headroom.Cli.Bench;

/// <summary>The gap of a large site over a year. The jobs are made up, so it needs no history.</summary>
internal static class Gap1MRun
{
    private const int JobCount = 1_000_000;
    private const double SecondsAnHour = 3600;

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "gap-1m",
        Unit = "s",
        Must = 10,
        MemoryMustMiB = 2048,
        Source = "1,000,000 made-up jobs of one year (seed 1) on 5,000 nodes of 8 GPUs: starts of a first-come queue and the "
            + "gap by hour and tenant; no published figure",
        Measure = _ => Measure(),
    };

    private static double Measure()
    {
        var fleet = new GpuFleetShape(5_000, 8);
        var jobs = SyntheticYear.Generate(seed: 1, JobCount, fleet);
        return BenchRun.Seconds(() =>
        {
            var outcomes = QueueReplay.RunRecorded(jobs, fleet, new QueueOptions { Policy = "fifo" }).Jobs;
            DemandedJob[] demand =
            [
                .. outcomes.Select((job, i) => new DemandedJob(
                    jobs[i].User, job.GpuCount, job.SubmittedSeconds / SecondsAnHour,
                    job.StartedSeconds / SecondsAnHour, job.FinishedSeconds / SecondsAnHour)),
            ];
            GapLadder.Measure(demand, new GapSupply { Gpus = fleet.GpuCount });
        });
    }
}

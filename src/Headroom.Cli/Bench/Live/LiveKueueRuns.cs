using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Cli.Bench.Live;

/// <summary>Kueue's performance scenarios in real time: from the first submission to the last end.</summary>
internal static class LiveKueueRuns
{
    private const int Connections = 64;

    public static IReadOnlyList<BenchScenario> Scenarios { get; } =
    [
        Of("live-baseline", () => KueueScenario.Baseline(), must: 80, ideal: 66.5, peer: 351.1, "15,000 jobs, 30 queues"),
        Of("live-large", () => KueueScenario.Large(), must: 25, ideal: 4.2, peer: 1_179.4, "50,000 jobs, 1,000 queues"),
    ];

    private static BenchScenario Of(
        string name, Func<PoolScenario> scenario, double must, double ideal, double peer, string source) =>
        new()
        {
            Name = name,
            Unit = "s",
            Must = must,
            Ideal = ideal,
            Peer = peer,
            MemoryMustMiB = 2_048,
            Source = $"{source} of kubernetes-sigs/kueue test/performance/scheduler; each job submitted by HTTP, stored, "
                + "decided, dispatched to an engine that only waits, acknowledged and ended",
            Measure = bench => MeasureAsync(bench, scenario()).GetAwaiter().GetResult(),
        };

    private static async Task<double> MeasureAsync(BenchRun bench, PoolScenario scenario)
    {
        await using var pool = await LivePool.StartAsync(scenario.Fleet, scenario.Policy);
        using var client = pool.Client();
        var load = new LiveLoad(client, Connections);
        await load.SubmitAsync(scenario.Jobs
            .OrderBy(job => job.Job.SubmittedMilliseconds)
            .Select(job => (job.Job.SubmittedMilliseconds, LivePool.Request(
                job.Job.Queue, job.RuntimeMilliseconds, job.Job.Shape.CpuMillicores, job.Job.Priority))));
        bench.Add(new BenchFigure("last submission answered after", load.Elapsed.TotalSeconds, "s", ""));
        await LivePool.UntilIdleAsync(client);
        var seconds = load.Elapsed.TotalSeconds;
        bench.Add(new BenchFigure("bound of any scheduler", scenario.IdealMilliseconds / 1000.0, "s", ""));
        bench.Add(new BenchFigure("jobs", scenario.Jobs.Count, "", ""));
        bench.Add(new BenchFigure("runs started", pool.Executions.Count, "", ""));
        return seconds;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;

namespace Headroom.Cli.Bench.Live;

/// <summary>Jobs that come at a steady rate for ten minutes: how long each takes until an engine has it.</summary>
internal static class LiveSustainedRun
{
    private const int Connections = 64;
    private const int PerSecond = 2_000;
    private const int Seconds = 600;
    private const long RuntimeMilliseconds = 100;

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "live-sustained",
        Unit = "s",
        Must = 1,
        MemoryMustMiB = 4_096,
        Source = $"{PerSecond:N0} submissions a second for {Seconds} s: the 99th of a hundred times from the request to the "
            + "acceptance by an engine that only waits; Slurm's own figure is 500 jobs a second",
        Measure = bench => MeasureAsync(bench).GetAwaiter().GetResult(),
    };

    private static async Task<double> MeasureAsync(BenchRun bench)
    {
        var (sent, accepted) = (new ConcurrentDictionary<long, long>(), new ConcurrentDictionary<long, long>());
        var fleet = new Fleet { Nodes = [new Node("one", 4_000_000, 1_000_000, 0, "")] };
        await using var pool = await LivePool.StartAsync(
            fleet, SharingPolicy.OneQueue(), job => accepted.TryAdd(job, Stopwatch.GetTimestamp()));
        using var client = pool.Client();
        var load = new LiveLoad(client, Connections);
        await load.SubmitAsync(Jobs(), (job, at) => sent[job] = at);
        var rate = sent.Count / load.Elapsed.TotalSeconds;
        await LivePool.UntilIdleAsync(client);

        var waits = sent
            .Select(job => Stopwatch.GetElapsedTime(job.Value, accepted[job.Key]).TotalSeconds)
            .Order().ToList();
        bench.Add(new BenchFigure("jobs", sent.Count, "", ""));
        bench.Add(new BenchFigure("runs started", pool.Executions.Count, "", ""));
        bench.Add(new BenchFigure("submissions answered a second", rate, "/s", ""));
        bench.Add(new BenchFigure("median", waits[waits.Count / 2], "s", ""));
        return waits[waits.Count * 99 / 100];
    }

    private static IEnumerable<(long At, JobRequest Request)> Jobs() => Enumerable.Range(0, PerSecond * Seconds)
        .Select(number => (number * 1_000L / PerSecond, LivePool.Request("default", RuntimeMilliseconds, 1_000)));
}

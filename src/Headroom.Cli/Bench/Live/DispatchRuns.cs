using System.Collections.Concurrent;
using System.Diagnostics;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;

namespace Headroom.Cli.Bench.Live;

/// <summary>
/// One queue over many clusters: jobs that come as fast as they are answered, until each has a run on one of them.
/// </summary>
internal static class DispatchRuns
{
    private const int Connections = 64;
    private const int Jobs = 20_000;
    private const long RuntimeMilliseconds = 100;

    // A job a node, so that all clusters get some: at 100 ms they take twice as many jobs a second as are asked of us.
    private const int Nodes = 200;

    public static IReadOnlyList<BenchScenario> Scenarios { get; } = [Of(3), Of(40)];

    private static BenchScenario Of(int clusters) => new()
    {
        Name = $"dispatch-{clusters}",
        Unit = "/s",
        Must = 1_000,
        Peer = 95,
        MemoryMustMiB = 2_048,
        Source = $"{Jobs:N0} jobs over {clusters} clusters, by HTTP, stored, decided and taken in by engines that only wait, "
            + "from the first request to the last acceptance; MultiKueue manages 1.31/s as it comes and 95/s at best",
        Measure = bench => MeasureAsync(bench, clusters).GetAwaiter().GetResult(),
    };

    private static async Task<double> MeasureAsync(BenchRun bench, int clusters)
    {
        var accepted = new ConcurrentDictionary<long, long>();
        await using var pool = await LivePool.StartAsync(
            FleetOf(clusters), SharingPolicy.OneQueue(), job => accepted.TryAdd(job, Stopwatch.GetTimestamp()));
        using var client = pool.Client();
        var began = Stopwatch.GetTimestamp();
        var load = new LiveLoad(client, Connections);
        await load.SubmitAsync(Enumerable.Range(0, Jobs)
            .Select(_ => (0L, LivePool.Request("default", RuntimeMilliseconds, cpuMillicores: 1_000))));
        bench.Add(new BenchFigure("submissions answered a second", Jobs / load.Elapsed.TotalSeconds, "/s", ""));
        await LivePool.UntilIdleAsync(client);

        bench.Add(new BenchFigure("jobs with a run", accepted.Count, "", $"{Jobs}"));
        bench.Add(new BenchFigure("runs on all clusters", pool.Executions.Count, "", $"{Jobs}"));
        bench.Add(new BenchFigure("runs on the cluster with the fewest", pool.ExecutionsByCluster.Min(), "", "at least 1"));
        return Jobs / Stopwatch.GetElapsedTime(began, accepted.Values.Max()).TotalSeconds;
    }

    private static Fleet FleetOf(int clusters) => new()
    {
        Nodes =
        [
            .. Enumerable.Range(0, Nodes).Select(index => new Node($"node-{index}", 1_000, 1_000_000, 0, "")
            {
                Place = new NodePlace(Cluster: $"cluster-{index % clusters}"),
            }),
        ],
    };
}

using System.Diagnostics;
using System.Globalization;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Storage;
using Headroom.Storage.Writing;

namespace Headroom.Benchmarks.Storage;

/// <summary>
/// What a store does with a million jobs: how fast they are written, started and ended, found by page, and read back
/// at a start. Whole runs on a new database, so not a case for repetition by the millisecond.
/// </summary>
internal static class StoreRates
{
    private const int BatchEvents = 1_000;
    private const int Producers = 256;
    private const int SmallBatches = 20_000;

    private static readonly Fleet Fleet = Fleet.Uniform(new GpuFleetShape(10_000, 8), "H100");

    /// <summary>Measures and prints.</summary>
    /// <param name="arguments">Where the new store is to be made, and how many jobs; a million by default.</param>
    public static async Task Run(string[] arguments)
    {
        var address = StoreAddress.Parse(arguments[0]);
        var jobs = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1_000_000;
        using (var store = Store.Open(address, Fleet))
        {
            using var writer = store.StartWriter(store.TakeLead("bench", 0, 1)!);
            await Write(writer, jobs);
            await Pages(store);
            await Snapshot(store, writer);
            await Timed("check", 1, "checks", () => Task.FromResult(store.Check().Count));
        }

        using var again = Store.Open(address, Fleet);
        await Timed("cold start, snapshot", jobs, "jobs", () => Task.FromResult(again.Recover().State.LiveCount));
        var taken = Stopwatch.GetTimestamp();
        using var second = again.StartWriter(again.TakeLead("bench", 0, 1)!);
        await second.WriteAsync(new StoreBatch());
        Print("cold start, writer", $"{Stopwatch.GetElapsedTime(taken).TotalSeconds:0.00} s");
    }

    private static async Task Write(StoreWriter writer, int jobs)
    {
        // A batch is what came in a second.
        await Timed("submissions, 1,000 a batch", jobs, "jobs", () => WriteAll(
            writer, Enumerable.Range(1, jobs).Select(id => StoreJobs.Submitted(id, id / BatchEvents * 1_000L)), 4));
        var started = Math.Min(jobs, 80_000);
        await Timed("starts, 1,000 a batch", started, "events", () => WriteAll(
            writer, Enumerable.Range(1, started).Select(id => StoreJobs.Started(id)), 4));
        await Timed("ends, 1,000 a batch", started / 2, "events", () => WriteAll(
            writer,
            Enumerable.Range(1, started / 2).Select(id => new JobFinished(2_000_000, new JobId(id * 2), id % 10 != 0)),
            4));
        await SmallOnes(writer, jobs);
    }

    private static async Task<int> WriteAll(StoreWriter writer, IEnumerable<ClusterEvent> events, int underWay)
    {
        var waiting = new Queue<Task>();
        foreach (var chunk in events.Chunk(BatchEvents))
        {
            if (waiting.Count == underWay) await waiting.Dequeue();
            waiting.Enqueue(writer.WriteAsync(StoreJobs.Batch(chunk)));
        }

        await Task.WhenAll(waiting);
        return 0;
    }

    // Each producer waits for its acknowledgement before it goes on, as clients do.
    private static async Task SmallOnes(StoreWriter writer, int jobs)
    {
        var (next, latencies, gate) = (jobs, new List<double>(), new Lock());
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(_ => Task.Run(async () =>
        {
            for (var count = 0; count < SmallBatches / Producers; count++)
            {
                Task<StoreReceipt> stored;
                var asked = Stopwatch.GetTimestamp();
                lock (gate)
                    stored = writer.WriteAsync(StoreJobs.Batch([StoreJobs.Submitted(++next, 3_000_000)]));

                await stored;
                lock (gate) latencies.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        latencies.Sort();
        Print(
            $"commands, {Producers} producers",
            $"{latencies.Count / seconds:n0} a second, p50 {latencies[latencies.Count / 2]:0.0} ms, "
            + $"p99 {latencies[latencies.Count * 99 / 100]:0.0} ms");
    }

    private static async Task Pages(Store store)
    {
        foreach (var (name, query) in StoreJobs.Queries)
        {
            var (times, found, busy) = (new List<double>(), 0, Environment.CpuUsage.TotalTime);
            for (var run = 0; run < 21; run++)
            {
                var began = Stopwatch.GetTimestamp();
                var page = await store.Jobs.ReadAsync(query);
                page = page.Next is null ? page : await store.Jobs.ReadAsync(query with { Cursor = page.Next });
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds / 2);
                found = page.Jobs.Count;
            }

            var cpu = (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds / times.Count / 2;
            times.Sort();
            Print($"page: {name}", $"{times[10]:0.00} ms; {cpu:0.00} ms of processor ({found} jobs)");
        }
    }

    private static async Task Snapshot(Store store, StoreWriter writer)
    {
        var recovered = default(ClusterState);
        await Timed("cold start, events alone", 1, "starts", () =>
        {
            recovered = store.Recover().State;
            return Task.FromResult(0);
        });
        var sequence = await store.Events.LastAsync();
        await Timed("snapshot", recovered!.LiveCount, "jobs", async () =>
        {
            await store.Snapshots.SaveAsync(writer, sequence, StateImage.Of(recovered));
            return 0;
        });
    }

    private static async Task Timed(string name, int count, string unit, Func<Task<int>> work)
    {
        var (began, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var cpu = (Environment.CpuUsage.TotalTime - busy).TotalSeconds;
        Print(
            name,
            $"{seconds:0.00} s, {count / seconds:n0} {unit} a second; {cpu:0.00} s of processor, {count / cpu:n0} a second");
    }

    private static void Print(string name, string figures) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-34} {figures}"));
}

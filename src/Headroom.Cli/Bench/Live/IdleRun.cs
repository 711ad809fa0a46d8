using System.Diagnostics;

namespace Headroom.Cli.Bench.Live;

/// <summary>What a pool costs that nobody uses.</summary>
internal static class IdleRun
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "idle",
        Unit = "%",
        Must = 1,
        MemoryMustMiB = 250,
        Source = "one core's time that a pool without jobs takes, over a minute; as a process of its own, as 'headroom up' starts it",
        Measure = bench => MeasureAsync(bench).GetAwaiter().GetResult(),
    };

    private static async Task<double> MeasureAsync(BenchRun bench)
    {
        await using var pool = await OwnPool.StartAsync();
        await Task.Delay(Settled);
        var (before, began) = (pool.Process.ProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(Watched);
        var share = (pool.Process.ProcessorTime - before) / Stopwatch.GetElapsedTime(began);
        bench.Add(new BenchFigure("memory of the pool", pool.Process.MemoryMiB, "MiB", ""));
        return share * 100;
    }
}

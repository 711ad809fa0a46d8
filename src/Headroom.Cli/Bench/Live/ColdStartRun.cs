namespace Headroom.Cli.Bench.Live;

/// <summary>How long a pool with a million stored jobs takes from its start until it can do its work.</summary>
internal static class ColdStartRun
{
    private const int Jobs = 1_000_000;
    private const int Waiting = 100_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "cold-start",
        Unit = "s",
        Must = 5,
        MemoryMustMiB = 1_500,
        Source = "'headroom up' over a store in a file with 1,000,000 jobs of 10,000 names, 100,000 of which wait, killed before, until /readyz says yes",
        Measure = bench => MeasureAsync(bench).GetAwaiter().GetResult(),
    };

    private static async Task<double> MeasureAsync(BenchRun bench)
    {
        await using var pool = await OwnPool.StartAsync();
        var (store, filled) = (Path.Combine(pool.Folder, "headroom.db"), TimeSpan.Zero);
        await pool.RestartAsync(async () =>
        {
            var began = TimeProvider.System.GetTimestamp();
            await StoredJobs.FillAsync(store, Jobs, Waiting);
            filled = TimeProvider.System.GetElapsedTime(began);
        });
        using var http = new HttpClient { BaseAddress = pool.Process.Address };
        while (!await IsReadyAsync(http)) await Task.Delay(Look);

        var age = pool.Process.Age;
        bench.Add(new BenchFigure("memory of the pool", pool.Process.MemoryMiB, "MiB", ""));
        bench.Add(new BenchFigure("processor time of the start", pool.Process.ProcessorTime.TotalSeconds, "s", ""));
        bench.Add(new BenchFigure("size of the store", new FileInfo(store).Length / (1024.0 * 1024.0), "MiB", ""));
        bench.Add(new BenchFigure("filled in", filled.TotalSeconds, "s", "before, and no part of it"));
        return age.TotalSeconds;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("readyz");
        return answer.IsSuccessStatusCode;
    }
}

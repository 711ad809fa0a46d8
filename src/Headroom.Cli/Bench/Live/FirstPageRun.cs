namespace Headroom.Cli.Bench.Live;

/// <summary>From nothing to a dashboard that can be used, in a browser that has never seen the server.</summary>
internal static class FirstPageRun
{
    private const int Jobs = 100_000;
    private const int Loads = 20;

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "first-page",
        Unit = "s",
        Must = 1,
        Ideal = 0.6,
        MemoryMustMiB = 2_048,
        Source = $"the overview of a pool with {Jobs:N0} jobs in a Chromium that has never seen it: from the request "
            + $"until it is painted and its scripts have run, the 95th of a hundred of {Loads} loads",
        Measure = bench => MeasureAsync(bench).GetAwaiter().GetResult(),
    };

    private static async Task<double> MeasureAsync(BenchRun bench)
    {
        await using var pool = await LargePool.StartAsync(Jobs);
        await using var browser = await Chromium.StartAsync();
        var cookie = ("headroom_session", pool.Token);
        var first = await browser.LoadAsync(pool.Address, cookie);
        bench.Add(new BenchFigure("first load after the start of the pool", first.Interactive, "s", ""));
        var overview = await LoadsAsync(browser, pool.Address, cookie);
        var jobs = await LoadsAsync(browser, new Uri(pool.Address, "jobs"), cookie);
        bench.Add(new BenchFigure("overview, median", At(overview, 50), "s", ""));
        bench.Add(new BenchFigure("overview, on the wire", overview[0].Bytes / 1_000.0, "kB", ""));
        bench.Add(new BenchFigure("list of jobs, median", At(jobs, 50), "s", ""));
        bench.Add(new BenchFigure("list of jobs, 95th of a hundred", At(jobs, 95), "s", ""));
        return At(overview, 95);
    }

    private static async Task<IReadOnlyList<PageLoad>> LoadsAsync(
        Chromium browser, Uri page, (string Name, string Value) cookie)
    {
        var loads = new List<PageLoad>();
        for (var load = 0; load < Loads; load++) loads.Add(await browser.LoadAsync(page, cookie));
        return loads;
    }

    private static double At(IReadOnlyList<PageLoad> loads, int percent) =>
        loads.Select(load => load.Interactive).Order().ElementAt(loads.Count * percent / 100);
}

using Headroom.Client.Jobs;

namespace Headroom.Cli.Bench.Live;

/// <summary>From nothing to the first job that has ended.</summary>
internal static class FirstJobRun
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "first-job",
        Unit = "s",
        Must = 60,
        MemoryMustMiB = 250,
        Source = "'headroom up' in an empty folder until a job that does nothing has succeeded on it, once the program is built",
        Measure = bench => MeasureAsync(bench).GetAwaiter().GetResult(),
    };

    private static async Task<double> MeasureAsync(BenchRun bench)
    {
        await using var pool = await OwnPool.StartAsync();
        using var client = pool.Client();
        bench.Add(new BenchFigure("serves after", pool.Process.Age.TotalSeconds, "s", ""));
        var job = await client.SubmitAsync(new JobRequest { Command = ["true"], CpuMillicores = 10 }, "first");
        while ((await client.JobAsync(job.First)).State != JobStatus.Succeeded) await Task.Delay(Look);

        return pool.Process.Age.TotalSeconds;
    }
}

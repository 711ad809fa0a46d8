using System.Diagnostics;
using Headroom.Cli.Outcome;
using Headroom.Engines.Contract;
using Headroom.Engines.Slurm;

namespace Headroom.Cli.Bench;

/// <summary>
/// Jobs accepted by a real Slurm a second: through the engine, held, found, recorded and released, against sbatch
/// alone. Both have as many calls at once, and take turns. Each job asks for a whole node, so that nearly all of them
/// wait: what runs would be measured as well.
/// </summary>
internal static class SlurmSubmitRun
{
    private const int Rounds = 3;
    private const int JobsOfRound = 100;
    private const int AtOnce = 8;
    private const int OrdersAtOnce = 32;
    private const string PlainName = "headroom-bench-plain";

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "slurm-submit",
        Unit = "of sbatch",
        Must = 0.8,
        MemoryMustMiB = 512,
        Source = "jobs accepted a second by the Slurm that SLURM_CONF names, through the engine against sbatch alone, "
            + "median of three rounds of 100; eng/slurm-up.sh brings up a Slurm to measure",
        Measure = bench => MeasureAsync(bench).GetAwaiter().GetResult(),
    };

    private static async Task<double> MeasureAsync(BenchRun bench)
    {
        // Where jobs write to has to be there for the nodes as well.
        var folder = Directory.CreateDirectory($".headroom-bench-{Environment.ProcessId}");
        try
        {
            using var engine = new SlurmEngine(
                new SlurmEngineOptions
                {
                    Root = folder.FullName,
                    Pool = $"bench-{Environment.ProcessId}",
                    Placement = SlurmPlacement.Cluster,
                    Access = new SlurmAccess { SubmissionsMax = AtOnce },
                },
                TimeProvider.System);
            var found = await engine.DiscoverAsync(CancellationToken.None);
            if (found.Nodes.Count == 0)
            {
                throw new CommandFailure(
                    ExitCode.Unreachable,
                    $"slurm-submit needs a Slurm: {found.Warnings[0]} Try 'eng/slurm-up.sh DIR', then '. DIR/env'.");
            }

            return await CompareAsync(bench, engine, found.Nodes[0]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> CompareAsync(BenchRun bench, SlurmEngine engine, DiscoveredNode node)
    {
        var (ours, plain) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            plain.Add(await RateAsync(AtOnce, _ => SubmitPlainAsync(node.CpuMillicores / 1000)));
            await RunAsync("scancel", "--me", $"--name={PlainName}");
            ours.Add(await RateAsync(
                OrdersAtOnce, index => StartAsync(engine, OrderOf($"bench-{round}-{index}", node))));
            await EndAllAsync(engine);
        }

        bench.Add(new BenchFigure("through the engine", BenchRun.Median(ours), "jobs/s", ""));
        bench.Add(new BenchFigure("sbatch alone", BenchRun.Median(plain), "jobs/s", ""));
        return BenchRun.Median([.. ours.Zip(plain, (our, alone) => our / alone)]);
    }

    private static async Task<double> RateAsync(int atOnce, Func<int, Task> submit)
    {
        var start = Stopwatch.GetTimestamp();
        var bound = new ParallelOptions { MaxDegreeOfParallelism = atOnce };
        await Parallel.ForAsync(0, JobsOfRound, bound, async (index, _) => await submit(index));
        return JobsOfRound / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Task SubmitPlainAsync(long cpus) => RunAsync(
        "sbatch", "--parsable", $"--job-name={PlainName}", "--output=/dev/null", "--error=/dev/null", "--chdir=/",
        "--mem=10M", $"--cpus-per-task={cpus}", "--wrap=exec sleep 600");

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new CommandFailure(ExitCode.Failed, $"{program} ended with {process.ExitCode}.");
    }

    private static async Task StartAsync(SlurmEngine engine, RunOrder order)
    {
        if (await engine.StartAsync(order, CancellationToken.None) is not StartAnswer.Accepted and var answer)
            throw new CommandFailure(ExitCode.Failed, $"A start was not accepted: {answer}");
    }

    private static RunOrder OrderOf(string id, DiscoveredNode node) => new()
    {
        Id = RunId.Of(id),
        Command = ["sleep", "600"],
        Environment = [new("PATH", "/usr/bin:/bin")],
        Tasks = [new RunTask(node.Name)],
        Limits = new RunLimits { MemoryMiB = 10, CpuMillicores = node.CpuMillicores },
    };

    private static async Task EndAllAsync(SlurmEngine engine)
    {
        var rules = new StopRules { Grace = TimeSpan.Zero };
        while (await engine.ListAsync("", CancellationToken.None) is ListAnswer.Listed { Runs: var runs }
            && runs.Where(run => run.State is not RunEnded).ToList() is { Count: > 0 } going)
        {
            await Task.WhenAll(going.Select(run => engine.StopAsync(run.Id, rules, CancellationToken.None).AsTask()));
        }
    }

}

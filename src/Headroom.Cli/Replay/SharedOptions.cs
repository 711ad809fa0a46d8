using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Replay;

/// <summary>Options that several replays have in common.</summary>
internal static class SharedOptions
{
    /// <summary>Most runs of one command.</summary>
    public const int RunsMax = 10_000;

    private const int ThreadsMax = 256;

    // The published experiment's seeds.
    private static readonly long[] PublishedSeeds = [42, 43, 44, 45, 46, 47, 48, 49, 50, 51];

    public static DefaultedOption<OutputFormat> Output() => Choices.One("--output", "output", "How results are printed",
        ("table", OutputFormat.Table), ("json", OutputFormat.Json), ("csv", OutputFormat.Csv));

    public static Option<int?> Threads() =>
        Numbers.Whole(
            "--threads", "Runs at the same time; results do not depend on it [default: one a core]", 1, ThreadsMax);

    public static Option<string?> Html() => Files.One("--html", "Also write a report as one self-contained page");

    public static Option<string?> Nodes() =>
        Files.One("--nodes", "Node list of the cluster [default: the sample cluster]");

    public static DefaultedOption<IReadOnlyList<string>> Pods() =>
        Files.Some("--pods", "Pod lists, each a trace of its own [default: the sample workload]");

    public static DefaultedOption<IReadOnlyList<long>> Seeds() =>
        Numbers.List("--seeds", "Seeds of the arrival order [default: 42-51]", PublishedSeeds, RunsMax);

    public static DefaultedOption<double> Inflation() =>
        Numbers.Fraction(
            "--inflate", "Demand to let arrive as a multiple of the cluster's GPUs [default: 1.3]", 1.3, (0.01, 10));

    /// <summary>Refuses more runs than <see cref="RunsMax"/>.</summary>
    public static void RequireRunCount(params ReadOnlySpan<int> factors)
    {
        var runs = 1L;
        foreach (var factor in factors) runs *= factor;
        if (runs > RunsMax)
        {
            throw new CommandFailure(
                ExitCode.WrongUse, $"this asks for {runs} runs; ask for at most {RunsMax} at once.");
        }
    }
}

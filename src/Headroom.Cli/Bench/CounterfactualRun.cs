using Headroom.Scheduling;
using Headroom.Simulation.Sharing.Counterfactuals;

namespace Headroom.Cli.Bench;

/// <summary>What an explanation says would start a job is done, and the job starts.</summary>
internal static class CounterfactualRun
{
    private const int Changes = 10_000;
    private const int Parts = 50;

    // Far enough apart that no part reaches the worlds of the next.
    private const ulong SeedsPerPart = 1_000_000;

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "counterfactuals",
        Unit = "% confirmed",
        Must = 100,
        Ideal = 100,
        MemoryMustMiB = 2_048,
        Source = "10,000 changes that explanations of waiting jobs name, at moments of random pools: each is made "
            + "on a state replayed from nothing, for a scheduler that has seen nothing; no published figure",
        Measure = Measure,
    };

    private static double Measure(BenchRun bench)
    {
        var reports = bench.Pool.Map("confirming changes", [.. Enumerable.Range(0, Parts)], part =>
            CounterfactualCheck.Run(
                RandomMoments.From(1 + (ulong)part * SeedsPerPart, () => new PoolScheduler()),
                Changes / Parts,
                () => new PoolScheduler()));

        var changes = reports.Sum(report => report.Changes);
        bench.Add(new BenchFigure("changes", changes, "", $"exactly {Changes}"));
        bench.Add(new BenchFigure("confirmed", reports.Sum(report => report.Confirmed), "", $"exactly {Changes}"));
        bench.Add(new BenchFigure("jobs explained", reports.Sum(report => report.Jobs), "", ""));
        bench.Add(new BenchFigure("cycles run to explain them", reports.Sum(report => report.Decisions), "", ""));
        foreach (var kind in reports.SelectMany(report => report.Kinds).GroupBy(kind => kind.Kind)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            bench.Add(new BenchFigure($"changes of kind {kind.Key}", kind.Sum(count => count.Changes), "", ""));
        }

        if (reports.FirstOrDefault(report => report.FirstFault is not null) is { FirstFault: { } fault })
            bench.Add(new BenchFigure($"not confirmed: {fault}", 1, "", "none"));

        return 100.0 * reports.Sum(report => report.Confirmed) / changes;
    }
}

using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Cli.Reports;

namespace Headroom.Cli.Replay;

/// <summary>The page of a queue replay: for each history the numbers that matter, charts and a table.</summary>
internal static class QueueReport
{
    public static string Page(IReadOnlyList<QueueResult> results, QueueGrid grid, string commandLine)
    {
        var page = new ReportPage("Replay of a queue over time", string.Create(CultureInfo.InvariantCulture,
            $"{grid.Policies.Count} policies on {grid.Fleet.NodeCount:#,0} nodes of {grid.Fleet.GpusPerNode} GPUs."));
        foreach (var history in results.GroupBy(result => result.TraceIndex))
            WriteHistory(page, [.. history]);

        page.Heading("All results");
        page.Table(QueueTable.Titles, QueueTable.Rows(results), QueueTable.Note);
        return page.Finish(commandLine);
    }

    private static void WriteHistory(ReportPage page, IReadOnlyList<QueueResult> results)
    {
        page.Heading($"{results[0].Trace}: {NumberText.Whole(results[0].Run.Jobs)} jobs");
        page.Cards(
        [
            Best("Shortest average completion", results, result => result.Run.AverageCompletionSeconds),
            Best("Shortest 99th percentile", results, result => result.Run.P99CompletionSeconds),
            Best("Shortest average wait", results, result => result.Run.AverageWaitSeconds),
            Utilised(results),
        ]);
        page.Pair(
            () => Bars(
                page, results, "Average completion",
                "From submission to finish, mean over jobs. Shorter is better.",
                result => result.Run.AverageCompletionSeconds),
            () => Bars(
                page, results, "99th percentile of completion",
                "One job in a hundred takes longer than this. Shorter is better.",
                result => result.Run.P99CompletionSeconds));
        QueueLoadCharts.Write(page, results);
    }

    private static Card Best(string name, IReadOnlyList<QueueResult> results, Func<QueueResult, double> seconds)
    {
        var best = results.MinBy(seconds)!;
        return new Card(name, NumberText.Duration(seconds(best)), best.Run.Policy);
    }

    private static Card Utilised(IReadOnlyList<QueueResult> results)
    {
        var best = results.MaxBy(result => result.Run.Utilisation)!;
        return new Card(
            "Highest utilisation", $"{NumberText.Decimals(best.Run.Utilisation * 100, 1)} %", best.Run.Policy);
    }

    private static void Bars(
        ReportPage page, IReadOnlyList<QueueResult> results, string title, string description,
        Func<QueueResult, double> seconds)
    {
        var bars = results.Select(
            result => new Bar(result.Run.Policy, Finite(seconds(result)), NumberText.Duration(seconds(result))));
        page.Figure(title, description, "", new BarChart(title, description, [.. bars]).Draw);
    }

    private static double Finite(double seconds) => double.IsFinite(seconds) ? Math.Max(0, seconds) : 0;
}

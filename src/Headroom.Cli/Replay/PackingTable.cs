using System.Globalization;
using Headroom.Cli.Output;

namespace Headroom.Cli.Replay;

/// <summary>Packing runs as people compare them: one row for each trace and policy, the best of a trace marked.</summary>
internal static class PackingTable
{
    public static IReadOnlyList<string> Titles(IReadOnlyList<PackingSummary> summaries, bool withMoves)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $"ALLOCATED AT {summaries[0].LastArrived} %");
        string[] titles = ["TRACE", "POLICY", "ALLOCATED AT 100 %", end, "FRAGMENTED AT 100 %", "FAILED", "MS/RUN"];
        return withMoves ? [.. titles, "MOVES"] : titles;
    }

    public static IReadOnlyList<IReadOnlyList<TableCell>> Rows(IReadOnlyList<PackingSummary> summaries, bool withMoves)
    {
        var rows = new List<IReadOnlyList<TableCell>>();
        foreach (var trace in PackingSummary.ByTrace(summaries))
        {
            var bestAtFullDemand = trace.Max(summary => summary.AllocatedAtFullDemand.Mean);
            var bestAtEnd = trace.Max(summary => summary.AllocatedAtEnd.Mean);
            foreach (var summary in trace)
            {
                TableCell[] cells =
                [
                    summary.Trace,
                    summary.Policy,
                    Percent(summary.AllocatedAtFullDemand, bestAtFullDemand),
                    Percent(summary.AllocatedAtEnd, bestAtEnd),
                    Percent(summary.FragmentationRatioAtFullDemand, null),
                    NumberText.Decimals(summary.Failed.Mean, summary.Failed.Deviation is null ? 0 : 1),
                    NumberText.Decimals(summary.Milliseconds.Mean, 0),
                ];
                rows.Add(withMoves ? [.. cells, NumberText.Decimals(summary.Moves.Mean, 0)] : cells);
            }
        }

        return rows;
    }

    public static void Write(Terminal terminal, IReadOnlyList<PackingSummary> summaries, bool withMoves)
    {
        var titles = Titles(summaries, withMoves);
        var table = new TextTable([.. titles.Select((title, index) => new TableColumn(title, IsNumber: index > 1))]);
        foreach (var row in Rows(summaries, withMoves))
            table.Add([.. row]);

        table.Write(terminal);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(Note(summaries));
    }

    public static string Note(IReadOnlyList<PackingSummary> summaries) => summaries[0].Runs.Count == 1
        ? "GPUs in percent of the cluster at that much arrived demand; * marks the best of its trace."
        : $"GPUs in percent of the cluster at that much arrived demand: mean ± deviation over {summaries[0].Runs.Count} seeds; "
            + "* marks the best of its trace.";

    // Two spaces stand where an unmarked number would have its star, so that digits stay under digits.
    private static TableCell Percent(Statistics statistics, double? best)
    {
        var isBest = best is not null && statistics.Mean == best;
        var deviation = statistics.Deviation is null ? "" : $" ± {NumberText.Decimals(statistics.Deviation, 2)}";
        var mark = best is null ? "" : isBest ? " *" : "  ";
        return new TableCell(NumberText.Decimals(statistics.Mean, 2) + deviation + mark, isBest);
    }
}

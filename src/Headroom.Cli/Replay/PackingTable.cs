using System.Globalization;
using Headroom.Cli.Output;

namespace Headroom.Cli.Replay;

/// <summary>
/// Packing runs as people compare them: one row for each trace and policy, the best of a trace marked.
/// </summary>
internal static class PackingTable
{
    /// <summary>What the last column of <c>--moves</c> means.</summary>
    public const string GainedNote = "Gained: points at the end that the same policy did not reach without moves.";

    public static IReadOnlyList<string> Titles(IReadOnlyList<PackingSummary> summaries, bool withMoves)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $"ALLOCATED AT {summaries[0].LastArrived} %");
        string[] titles = ["TRACE", "POLICY", "ALLOCATED AT 100 %", end, "FRAGMENTED AT 100 %", "FAILED", "MS/RUN"];
        return withMoves ? [.. titles, "MOVES", "GAINED"] : titles;
    }

    /// <summary>
    /// One row for each trace and policy, and after several traces one for each policy over all of them.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<TableCell>> Rows(IReadOnlyList<PackingSummary> summaries, bool withMoves)
    {
        var rows = summaries
            .GroupBy(summary => summary.TraceIndex, PackingTableRow.Of)
            .SelectMany(trace => Marked([.. trace], withMoves));
        var means = summaries
            .GroupBy(summary => summary.Policy, PackingTableRow.Of)
            .Select(policy => PackingTableRow.MeanOf([.. policy]));
        var isOneTrace = summaries.All(summary => summary.TraceIndex == summaries[0].TraceIndex);
        return isOneTrace ? [.. rows] : [.. rows, .. Marked([.. means], withMoves)];
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
        if (withMoves) terminal.Output.WriteLine(GainedNote);
    }

    public static string Note(IReadOnlyList<PackingSummary> summaries) => summaries[0].Runs.Count == 1
        ? "GPUs in percent of the cluster at that much arrived demand; * marks the best of its trace."
        : "GPUs in percent of the cluster at that much arrived demand: "
            + $"mean ± deviation over {summaries[0].Runs.Count} seeds; * marks the best of its trace.";

    private static IEnumerable<IReadOnlyList<TableCell>> Marked(IReadOnlyList<PackingTableRow> rows, bool withMoves)
    {
        // One policy alone is not the best of anything.
        var bestAtFullDemand = rows.Count > 1 ? rows.Max(row => row.AllocatedAtFullDemand.Mean) : null;
        var bestAtEnd = rows.Count > 1 ? rows.Max(row => row.AllocatedAtEnd.Mean) : null;
        foreach (var row in rows)
        {
            TableCell[] cells =
            [
                row.Trace,
                row.Policy,
                Percent(row.AllocatedAtFullDemand, bestAtFullDemand),
                Percent(row.AllocatedAtEnd, bestAtEnd),
                Percent(row.FragmentationRatioAtFullDemand, null),
                NumberText.Decimals(row.Failed, 0),
                NumberText.Decimals(row.Milliseconds, 0),
            ];
            yield return withMoves
                ? [.. cells, NumberText.Decimals(row.Moves, 0), NumberText.Decimals(row.Gained, 2)]
                : cells;
        }
    }

    // Two spaces stand where an unmarked number would have its star, so that digits stay under digits.
    private static TableCell Percent(Statistics statistics, double? best)
    {
        var isBest = best is not null && statistics.Mean == best;
        var deviation = statistics.Deviation is null ? "" : $" ± {NumberText.Decimals(statistics.Deviation, 2)}";
        var mark = best is null ? "" : isBest ? " *" : "  ";
        return new TableCell(NumberText.Decimals(statistics.Mean, 2) + deviation + mark, isBest);
    }
}

using System.Globalization;
using System.Text;
using Headroom.Cli.Output;

namespace Headroom.Cli.Bench.Sharing;

/// <summary>The published page of the comparison, in Markdown.</summary>
internal static class SharingPage
{
    private static readonly IReadOnlyList<(string Title, SharingColumn Column)> Summaries =
    [
        ("FIFO's mean completion over that of each policy; more is better", SharingColumn.FifoOverMean),
        ("What the worst served tenant got of its part; more is better", SharingColumn.WorstService),
        ("GPU-hours for which lent quota did not come back in time", SharingColumn.Violations),
        ("GPU-hours lost to preemption, of those that counted", SharingColumn.Lost),
    ];

    public static string Of(
        IReadOnlyList<SharingResult> results, IReadOnlyList<string> skipped, string commandLine)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # How sharing policies compare

            The same histories, fleets and quotas under the rules of several systems, in one simulator. Written by

                ./{commandLine}

            which writes the same page on every machine ([guide](../guide/bench.md)).

            """);
        foreach (var (title, column) in Summaries) WriteSummary(page, results, title, column);
        page.Append('\n').Append(SharingProse.Text).Append('\n');
        foreach (var entrant in results.SelectMany(result => result.Case.Entrants).Distinct())
        {
            page.Append(CultureInfo.InvariantCulture,
                $"- **{entrant.Title}** (`{entrant.Scheduler}`). {entrant.Rule} *Simplified:* {entrant.Simplified}\n");
        }

        page.Append('\n').Append(SharingProse.Common).Append('\n');
        foreach (var result in results) WriteCase(page, result);
        foreach (var reason in skipped) page.Append(CultureInfo.InvariantCulture, $"\n{reason}\n");
        return page.ToString();
    }

    // A row for each policy that runs in any case, and a column for each case.
    private static void WriteSummary(
        StringBuilder page, IReadOnlyList<SharingResult> results, string title, SharingColumn column)
    {
        var entrants = results.SelectMany(result => result.Case.Entrants).Distinct();
        page.Append(CultureInfo.InvariantCulture, $"\n**{title}**\n\n");
        WriteTable(page, ["Policy", .. results.Select(result => result.Case.Name)],
        [
            [SharingTable.BoundName, .. results.Select(result => SharingTable.Cell(column, result.Bound, null))],
            .. entrants.Select(entrant => (IReadOnlyList<TableCell>)
            [
                entrant.Title,
                .. results.Select(result => result.FiguresOf(entrant) is { } figures
                    ? SharingTable.Cell(column, figures, column.BestOf(result.Figures))
                    : NumberText.None),
            ]),
        ]);
    }

    private static void WriteCase(StringBuilder page, SharingResult result)
    {
        var (shared, pool) = (result.Case, result.Case.Pool);
        var gpus = pool.Fleet.Nodes.Sum(node => node.GpuCount);
        page.Append(CultureInfo.InvariantCulture, $"""

            ## {shared.Title}

            {shared.About}

            {NumberText.Whole(pool.Jobs.Count)} jobs of {NumberText.Whole(shared.Ideal.GpuHours)} GPU-hours,
            {pool.Policy.Queues.Count} tenants, {NumberText.Whole(gpus)} GPUs.


            """);
        WriteTable(page, SharingTable.Titles(result), SharingTable.Rows(result));
        page.Append('\n');
        foreach (var sentence in SharingWords.Of(result)) page.Append(CultureInfo.InvariantCulture, $"- {sentence}\n");
        foreach (var (file, title) in SharingPlots.Of(shared))
            page.Append(CultureInfo.InvariantCulture, $"\n![{title}]({file})\n");
    }

    private static void WriteTable(
        StringBuilder page, IReadOnlyList<string> titles, IReadOnlyList<IReadOnlyList<TableCell>> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", titles)} |\n");
        page.Append("|---|").Insert(page.Length, "---:|", titles.Count - 1).Append('\n');
        foreach (var row in rows)
        {
            var cells = row.Select(cell => cell.IsBest ? $"**{cell.Text}**" : cell.Text);
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");
        }
    }
}

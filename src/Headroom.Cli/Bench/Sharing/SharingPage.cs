using System.Globalization;
using System.Text;
using Headroom.Cli.Output;

namespace Headroom.Cli.Bench.Sharing;

/// <summary>The published page of the comparison, in Markdown.</summary>
internal static class SharingPage
{
    public static string Of(
        IReadOnlyList<SharingResult> results, IReadOnlyList<string> skipped, string commandLine)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # How sharing policies compare

            The same histories, fleets and quotas under the rules of several systems, in one simulator. Written by

                ./{commandLine}

            which gives the same figures on every machine, but for the wall time in the last columns
            ([guide](../guide/bench.md)). FIFO's mean completion over that of each policy, the larger the better:


            """);
        WriteTable(page, ["Policy", .. results.Select(result => result.Case.Name)], SummaryOf(results));
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
    private static List<IReadOnlyList<TableCell>> SummaryOf(IReadOnlyList<SharingResult> results)
    {
        var column = SharingColumn.FifoOverMean;
        var entrants = results.SelectMany(result => result.Case.Entrants).Distinct();
        return
        [
            [SharingTable.BoundName, .. results.Select(result => SharingTable.Cell(column, result.Bound, null))],
            .. entrants.Select(entrant => (IReadOnlyList<TableCell>)
            [
                entrant.Title,
                .. results.Select(result => result.FiguresOf(entrant) is { } figures
                    ? SharingTable.Cell(column, figures, column.BestOf(result.Figures))
                    : NumberText.None),
            ]),
        ];
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

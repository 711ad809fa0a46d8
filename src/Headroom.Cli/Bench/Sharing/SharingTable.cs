using Headroom.Cli.Output;

namespace Headroom.Cli.Bench.Sharing;

/// <summary>
/// The table of one case: a row for the bound, one for each policy; the best of each column marked. How long a replay
/// took is for the terminal alone, so that what is published is the same wherever it is made.
/// </summary>
internal static class SharingTable
{
    public const string BoundName = "Bound";

    private const string WallTitle = "Replay, s";

    public static IReadOnlyList<string> Titles(SharingResult result) =>
        ["Policy", .. result.Columns.Select(column => column.Title)];

    public static IReadOnlyList<IReadOnlyList<TableCell>> Rows(SharingResult result)
    {
        var best = result.Columns.ToDictionary(column => column.Key, column => column.BestOf(result.Figures));
        return
        [
            [BoundName, .. result.Columns.Select(column => Cell(column, result.Bound, null))],
            .. result.Cells.Select((cell, row) => (IReadOnlyList<TableCell>)
            [
                cell.Entrant.Title,
                .. result.Columns.Select(column => Cell(column, result.Figures[row], best[column.Key])),
            ]),
        ];
    }

    public static void Write(Terminal terminal, IReadOnlyList<SharingResult> results)
    {
        foreach (var result in results)
        {
            terminal.Output.WriteLine($"{result.Case.Title} ({result.Case.Name})");
            terminal.Output.WriteLine();
            IReadOnlyList<string> titles = [.. Titles(result), WallTitle];
            var table = new TextTable(
                [.. titles.Select((title, index) => new TableColumn(title.ToUpperInvariant(), IsNumber: index > 0))]);
            IEnumerable<string> seconds =
            [
                NumberText.None,
                .. result.Cells.Select(cell => NumberText.Decimals(cell.Measured.Milliseconds / 1000, 1)),
            ];
            foreach (var (row, wall) in Rows(result).Zip(seconds))
                table.Add([.. row.Select(cell => cell.IsBest ? new TableCell($"{cell.Text} *", true) : cell), wall]);

            table.Write(terminal);
            terminal.Output.WriteLine();
        }
    }

    /// <summary>A figure as people read it.</summary>
    public static TableCell Cell(SharingColumn column, SharingFigures figures, double? best)
    {
        var value = column.Of(figures)!.Value;
        return new TableCell(column.Text(value), value.Equals(best));
    }
}

using Headroom.Cli.Output;

namespace Headroom.Cli.Bench.Sharing;

/// <summary>What a table says, in sentences made from its figures: also where another policy does better.</summary>
internal static class SharingWords
{
    private const double Worth = 0.0005;

    /// <summary>One sentence for each column in which policies differ.</summary>
    public static IReadOnlyList<string> Of(SharingResult result) =>
        [.. result.Columns.Where(column => !column.FollowsFromOther && column.BestOf(result.Figures) is not null)
            .Select(column => Sentence(result, column))];

    private static string Sentence(SharingResult result, SharingColumn column)
    {
        var best = column.BestOf(result.Figures)!.Value;
        var rows = Enumerable.Range(0, result.Cells.Count).ToList();
        var winners = rows.Where(row => column.Of(result.Figures[row])!.Value.Equals(best)).ToList();
        var ours = rows.Where(row => result.Cells[row].Entrant.IsOurs)
            .OrderBy(row => Distance(column, result, row, best)).First();
        var value = column.Of(result.Figures[ours])!.Value;
        var names = string.Join(", ", winners.Select(row => result.Cells[row].Entrant.Title));
        var sentence = $"**{column.Title}**: best {column.Text(best)}, {names}";
        if (winners.Any(row => result.Cells[row].Entrant.IsOurs)) return sentence + ".";

        return $"{sentence}; the best of ours, {result.Cells[ours].Entrant.Title}, comes to "
            + $"{column.Text(value)}{Worse(value, best)}.";
    }

    private static double Distance(SharingColumn column, SharingResult result, int row, double best) =>
        Math.Abs(column.Of(result.Figures[row])!.Value - best);

    private static string Worse(double value, double best)
    {
        if (best == 0) return "";

        var apart = Math.Abs(value - best) / best;
        return apart < Worth ? " (within 0.1 %)" : $" ({NumberText.Decimals(apart * 100, 1)} % worse)";
    }
}

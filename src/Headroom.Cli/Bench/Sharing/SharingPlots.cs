using Headroom.Cli.Output;
using Headroom.Cli.Reports;

namespace Headroom.Cli.Bench.Sharing;

/// <summary>The plots of a case, each a drawing of its own.</summary>
internal static class SharingPlots
{
    /// <summary>Names of the files of a case and what they show, in the order of <see cref="Draw"/>.</summary>
    public static IReadOnlyList<(string File, string Title)> Of(SharingCase shared) =>
    [
        ($"sharing-{shared.Name}-completion.svg", $"{shared.Title}: mean completion"),
        ($"sharing-{shared.Name}-shortfall.svg", $"{shared.Title}: what the worst served tenant missed"),
    ];

    /// <summary>The plots of a case as texts of files.</summary>
    public static IReadOnlyList<string> Draw(SharingResult result)
    {
        var titles = Of(result.Case);
        return
        [
            Bars(result, titles[0].Title, "Submission to end, mean over all jobs. Shorter is better.",
                figures => figures.MeanCompletionSeconds, NumberText.Duration),
            Bars(result, titles[1].Title, "Of what it was entitled to and wanted, in percent. Shorter is better.",
                figures => Math.Max(0, 100 - figures.WorstServicePercent),
                percent => $"{NumberText.Decimals(percent, 1)} %"),
        ];
    }

    private static string Bars(
        SharingResult result, string title, string description, Func<SharingFigures, double> value,
        Func<double, string> text)
    {
        var bound = value(result.Bound);
        var bars = result.Cells.Zip(result.Figures, (cell, figures) => (cell.Entrant.Title, Value: value(figures)))
            .Select(bar => new Bar(bar.Title, bar.Value, text(bar.Value)))
            .Append(new Bar(SharingTable.BoundName, bound, text(bound)) { IsBound = true });
        return SvgFile.Of(title, description, new BarChart(title, description, [.. bars]));
    }
}

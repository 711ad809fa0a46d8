using System.Globalization;
using Headroom.Capacity.Eras;
using Headroom.Cli.Output;
using Headroom.Cli.Reports;

namespace Headroom.Cli.Capacity;

/// <summary>The page of the eras: systems as points, trends as lines, and how the window decides.</summary>
internal static class EraReport
{
    // Trends before the ones that only move the window.
    private const int Drawn = 4;

    public static string Page(IReadOnlyList<TrainedSystem> systems, IReadOnlyList<EraRow> rows, string commandLine)
    {
        var page = new ReportPage("Growth of training compute", string.Create(CultureInfo.InvariantCulture,
            $"{systems.Count} systems from {DateOnly.FromDayNumber(systems.Min(one => one.Day)).Year} to "
            + $"{DateOnly.FromDayNumber(systems.Max(one => one.Day)).Year}."));
        page.Cards([.. rows.Take(Drawn).Select(row => new Card(
            row.Name, $"{NumberText.Decimals(row.Trend.DoublingMonths, 1)} months",
            $"to double; 95 %: {NumberText.Decimals(row.Doubling.Low, 1)} to {NumberText.Decimals(row.Doubling.High, 1)}"))]);

        const string Title = "Systems and trends";
        const string Description = "Floating-point operations of training, powers of ten, by year of publication.";
        var plot = new ScatterChart
        {
            Title = Title,
            Description = Description,
            XTitle = "Year",
            Points = [.. systems.Select(one => new ScatterPoint(one.Name, Year(one.Day), Math.Log10(one.Operations)))],
            Lines =
            [
                .. rows.Take(Drawn).Select((row, i) => new ChartSeries(
                    row.Name, i, true, [End(row.Trend, row.Trend.FirstDay), End(row.Trend, row.Trend.LastDay)])),
            ],
        };
        page.Figure(Title, Description, Legend.Of(plot.Lines), plot.Draw);
        if (rows.Count > 1) Windows(page, rows);
        return page.Finish(commandLine);
    }

    private static void Windows(ReportPage page, IReadOnlyList<EraRow> rows)
    {
        page.Heading("How the window decides");
        const string Description = "Months in which compute doubles. Shorter is faster growth.";
        var finite = rows.Where(row => double.IsFinite(row.Trend.DoublingMonths)).ToArray();
        IReadOnlyList<Bar> bars =
        [
            .. finite.Select(row => new Bar(
                row.Name, row.Trend.DoublingMonths, $"{NumberText.Decimals(row.Trend.DoublingMonths, 1)} months")),
        ];
        var chart = new BarChart("Doubling time by window", Description, bars) { IsContest = false };
        page.Figure("Doubling time by window", Description, "", chart.Draw);
        IReadOnlyList<IReadOnlyList<TableCell>> cells =
        [
            .. rows.Select(row => (IReadOnlyList<TableCell>)
            [
                new(row.Name), new(row.Published), new(NumberText.Whole(row.Trend.Count)),
                new(NumberText.Decimals(row.Trend.SlopePerYear, 2)),
                new(NumberText.Decimals(row.Trend.DoublingMonths, 1)),
                new($"{NumberText.Decimals(row.Doubling.Low, 1)}-{NumberText.Decimals(row.Doubling.High, 1)}"),
                new(NumberText.Decimals(row.Trend.Fit, 2)),
            ]),
        ];
        page.Table(
            ["TREND", "PUBLISHED", "N", "OOM/YEAR", "DOUBLING, MONTHS", "95 %", "R2"], cells,
            "Published beside recomputed, where the paper prints it.");
    }

    private static ChartPoint End(EraTrend trend, int day)
    {
        var height = Math.Log10(trend.At(day));
        return new ChartPoint(Year(day), height, height, height);
    }

    private static double Year(int day)
    {
        const double DaysAYear = 365.2425;
        return 1 + day / DaysAYear;
    }
}

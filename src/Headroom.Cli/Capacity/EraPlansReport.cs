using System.Globalization;
using Headroom.Capacity.Eras;
using Headroom.Cli.Output;
using Headroom.Cli.Reports;

namespace Headroom.Cli.Capacity;

/// <summary>The page of the backtest: what was told, what came, and what each plan would have lost.</summary>
internal static class EraPlansReport
{
    public static string Page(EraPlans all, string commandLine)
    {
        var page = new ReportPage("What planners would have been told", EraPlansOutput.Sentence(all));
        page.Cards(
        [
            Card("Lost by the trend", all, all.LossTold), Card("Lost by matching today", all, all.LossMatched),
        ]);
        Lines(page, all, "Told and came", "Floating-point operations, powers of ten, by the year of the plan.",
        [
            ("came", plan => Math.Log10(plan.Came)), ("told by the trend", plan => Math.Log10(plan.Told)),
            ("matched the day", plan => Math.Log10(plan.Matched)),
        ]);
        Lines(page, all, "What it would have cost", "Percent of what capacity for all that came costs.",
        [
            ("by the trend", plan => 100 * all.LossTold(plan)),
            ("by matching the day", plan => 100 * all.LossMatched(plan)),
        ]);
        page.Heading("Year by year");
        IReadOnlyList<IReadOnlyList<TableCell>> rows =
        [
            .. all.Plans.Select(plan => (IReadOnlyList<TableCell>)
            [
                new(EraPlans.Year(plan).ToString(CultureInfo.InvariantCulture)), new(EraOutput.Power(plan.Told)),
                new(EraOutput.Power(plan.Came)), new(EraPlansOutput.Percent(plan.CoverTold)),
                new(EraPlansOutput.Percent(plan.CoverMatched)), new(EraPlansOutput.Lost(all, plan, all.LossTold(plan))),
                new(EraPlansOutput.Lost(all, plan, all.LossMatched(plan))),
            ]),
        ];
        page.Table(
            ["YEAR", "TOLD", "CAME", "COVER IF TOLD", "COVER IF MATCHED", "LOST IF TOLD", "LOST IF MATCHED"], rows,
            "Cover above 100 % is more than was needed.");
        return page.Finish(commandLine);
    }

    private static Card Card(string name, EraPlans all, Func<EraBacktest, double> loss)
    {
        var middle = all.Plans.Select(loss).Order().ElementAt(all.Plans.Count / 2);
        return new Card(name, EraPlansOutput.Percent(middle), "of the capacity that was needed, in the middle year");
    }

    private static void Lines(
        ReportPage page, EraPlans all, string title, string description,
        IReadOnlyList<(string Name, Func<EraBacktest, double> Of)> lines)
    {
        ChartSeries[] series =
        [
            .. lines.Select((line, i) => new ChartSeries(line.Name, i, i == 0,
            [
                .. all.Plans.Select(plan => (Year: EraPlans.Year(plan), Value: line.Of(plan)))
                    .Select(point => new ChartPoint(point.Year, point.Value, point.Value, point.Value)),
            ])),
        ];
        var chart = new LineChart
        {
            Title = title,
            Description = description,
            XTitle = "Year",
            Unit = "",
            Series = series,
        };
        page.Figure(title, description, Legend.Of(series), chart.Draw);
    }
}

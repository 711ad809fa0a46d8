using Headroom.Capacity.Ladder;
using Headroom.Cli.Output;
using Headroom.Cli.Reports;

namespace Headroom.Cli.Capacity;

/// <summary>The page of a gap: the ladder, demand by hour, and who asked.</summary>
internal static class GapReport
{
    // More points than pixels help nobody.
    private const int PointsMost = 400;
    private const int PartsShown = 50;
    private const double HoursADay = 24;

    // Up to three days people count hours.
    private const double DaysFrom = 72;

    public static string Page(GapResult result, string commandLine)
    {
        var ladder = result.Ladder;
        var page = new ReportPage(
            "The gap", $"{result.Name}: what there is, step by step, against all that was asked for, in {result.Unit}.");
        page.Cards(
        [
            Card(result, "Gap", ladder.Gap, "demand beyond what was in service, hour by hour"),
            Card(result, "Demand", ladder.Demand, "running, pending and refused"),
            Card(result, "In service", ladder.InService, $"of {GapOutput.Amount(ladder.Nameplate * result.Factor)} nameplate"),
            Card(result, "Waited beside free chips", ladder.WaitedBesideFree, "the most that better placement returns"),
        ]);
        Ladder(page, result);
        Hours(page, ladder);
        Parts(page, result, "Tenants", "TENANT", ladder.Tenants);
        if (GapOutput.AreTold(ladder.Pools)) Parts(page, result, "Pools", "POOL", ladder.Pools);
        if (GapOutput.AreTold(ladder.Chips)) Parts(page, result, "Chips", "CHIP", ladder.Chips);
        Closing(page, result);
        return page.Finish(commandLine);
    }

    private static Card Card(GapResult result, string name, double value, string detail) =>
        new(name, GapOutput.Amount(value * result.Factor), detail);

    private static void Ladder(ReportPage page, GapResult result)
    {
        const string Description = "Each step of supply is a loss of the one above; demand counts what waits and what gave up.";
        Bar[] bars =
        [
            .. result.Steps.Where(step => step.Value is not null).Select(step => new Bar(
                step.Step, step.Value!.Value, GapOutput.Amount(step.Value * result.Factor)) { IsBound = step.Key == "nameplate" }),
        ];
        page.Figure("The ladder", Description, "", new BarChart("The ladder", Description, bars) { IsContest = false }.Draw);
    }

    private static void Hours(ReportPage page, GapLadder ladder)
    {
        var inService = ladder.Supply.Gpus * (ladder.Supply.InService ?? 1);
        ChartSeries[] series =
        [
            Series("asked for", 0, true, ladder, hour => hour.Demand),
            Series("running", 1, false, ladder, hour => hour.Running),
            Series("in service", 2, false, ladder, _ => inService),
        ];
        const string Title = "Demand over time";
        const string Description = "Mean GPUs by hour. What is asked for above what is in service is the gap.";
        var chart = new LineChart
        {
            Title = Title,
            Description = Description,
            XTitle = ladder.Hours.Count > DaysFrom ? "Days" : "Hours",
            Unit = "GPUs",
            Series = series,
        };
        page.Figure(Title, Description, Legend.Of(series), chart.Draw);
    }

    private static ChartSeries Series(
        string name, int color, bool isEmphasised, GapLadder ladder, Func<GapHour, double> of)
    {
        var step = 1 + (ladder.Hours.Count - 1) / PointsMost;
        var unit = ladder.Hours.Count > DaysFrom ? HoursADay : 1;
        return new ChartSeries(name, color, isEmphasised,
        [
            .. ladder.Hours.Chunk(step).Select((hours, index) =>
            {
                var mean = hours.Average(of);
                return new ChartPoint(index * step / unit, mean, mean, mean);
            }),
        ]);
    }

    private static void Parts(
        ReportPage page, GapResult result, string heading, string title, IReadOnlyList<GapPart> parts)
    {
        page.Heading(heading);
        IReadOnlyList<IReadOnlyList<TableCell>> rows =
        [
            .. parts.Take(PartsShown).Select(part => (IReadOnlyList<TableCell>)
            [
                new(GapOutput.NameOf(part)), Cell(result, part.Demand.Running), Cell(result, part.Demand.Pending),
                Cell(result, part.Demand.Refused), Cell(result, part.InService), Cell(result, part.Gap),
            ]),
        ];
        page.Table(
            [title, "RUNNING", "PENDING", "REFUSED", "IN SERVICE", "GAP"], rows,
            $"In {result.Unit}; '{NumberText.None}' where supply is not told by part.", words: 1);
    }

    private static void Closing(ReportPage page, GapResult result)
    {
        page.Heading("What closes it");
        IReadOnlyList<IReadOnlyList<TableCell>> rows =
        [
            .. result.Measures.OrderBy(measure => measure.CostPerGpuHour).Select(measure => (IReadOnlyList<TableCell>)
            [
                new(measure.Name), new(measure.Route), Cell(result, measure.GpuHours),
                new(NumberText.Decimals(measure.CostPerGpuHour, 3)), new(measure.Ready.ToString("O")),
            ]),
        ];
        page.Table(["MEASURE", "ROUTE", "CLOSES", "COST A GPU-HOUR", "READY"], rows, GapOutput.Wedge(result));
    }

    private static TableCell Cell(GapResult result, double? value) => new(GapOutput.Amount(value * result.Factor));
}

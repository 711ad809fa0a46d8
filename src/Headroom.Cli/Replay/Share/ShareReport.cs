using Headroom.Cli.Output;
using Headroom.Cli.Reports;
using Headroom.Simulation.Sharing;

namespace Headroom.Cli.Replay.Share;

/// <summary>
/// The page of a pool replay: what matters of each history, charts of waits and fairness, and both tables.
/// </summary>
internal static class ShareReport
{
    private const double SecondsPerHour = 3_600;
    private const int PoliciesDrawn = 3;
    private const int TenantsDrawn = 8;
    private const int PointsMost = 100;

    public static string Page(IReadOnlyList<ShareResult> results, ShareGrid grid, string commandLine)
    {
        var page = new ReportPage(
            "Replay of a shared pool",
            $"{Count(grid.Fleet.Nodes.Count, "node", "nodes")}, {Count(grid.Policies.Count, "policy", "policies")}, "
            + $"{Count(grid.Schedulers.Count, "scheduler", "schedulers")}.");
        foreach (var history in results.GroupBy(result => result.TraceIndex)) WriteHistory(page, [.. history]);

        page.Heading("All results");
        page.Table(ShareTable.Titles, ShareTable.Rows(results), ShareTable.Note, ShareTable.Words);
        page.Heading("What each tenant got");
        page.Table(
            ShareTable.TenantTitles, ShareTable.TenantRows(results), ShareTable.TenantNote, ShareTable.TenantWords);
        return page.Finish(commandLine);
    }

    private static void WriteHistory(ReportPage page, IReadOnlyList<ShareResult> results)
    {
        page.Heading($"{results[0].Trace}: {NumberText.Whole(results[0].Run.Jobs.Submitted)} jobs");
        page.Cards(
        [
            Best("Shortest average wait", results, run => run.WaitSeconds.Mean, NumberText.Duration),
            Best("Shortest average completion", results, run => run.CompletionSeconds.Mean, NumberText.Duration),
            Best("Fewest GPU-hours lost", results, run => run.Hours.Lost, hours => NumberText.Decimals(hours, 1)),
            Best("Highest utilisation", results, run => -run.Utilisation,
                used => $"{NumberText.Decimals(-used * 100, 1)} %"),
        ]);
        page.Pair(
            () => Bars(page, results, "Average wait", run => run.WaitSeconds.Mean),
            () => Bars(page, results, "99th percentile of waits", run => run.WaitSeconds.P99));
        Fairness(page, results);
        Tenants(page, results);
    }

    private static Card Best(
        string name, IReadOnlyList<ShareResult> results, Func<SharingRun, double> figure, Func<double, string> text)
    {
        var best = results.MinBy(result => figure(result.Run))!;
        return new Card(name, text(figure(best.Run)), best.Label);
    }

    private static void Bars(
        ReportPage page, IReadOnlyList<ShareResult> results, string title, Func<SharingRun, double> seconds)
    {
        var bars = results.Select(result =>
            new Bar(result.Label, Math.Max(0, seconds(result.Run)), NumberText.Duration(seconds(result.Run))));
        const string Description = "Time in which jobs neither ran nor stopped. Shorter is better.";
        page.Figure(title, Description, "", new BarChart(title, Description, [.. bars]).Draw);
    }

    private static void Fairness(ReportPage page, IReadOnlyList<ShareResult> results)
    {
        var series = results
            .Select(result => (result.Label, Points: result.Run.FairnessPeriods
                .Where(period => period.Queues > 1)
                .Select(period => (period.StartSeconds, period.Jain))
                .ToList()))
            .Where(line => line.Points.Count > 0);
        Lines(
            page, "Fairness over time",
            "Jain's index over what tenants that wanted their part got for what they were entitled to; 1 is even.",
            "index", [.. series]);
    }

    // Under the first scheduler, what each policy changes.
    private static void Tenants(ReportPage page, IReadOnlyList<ShareResult> results)
    {
        foreach (var result in results.DistinctBy(result => result.Policy).Take(PoliciesDrawn))
        {
            var series = result.Run.Tenants
                .OrderByDescending(tenant => tenant.GpuHours).ThenBy(tenant => tenant.Queue, StringComparer.Ordinal)
                .Take(TenantsDrawn).OrderBy(tenant => tenant.Queue, StringComparer.Ordinal)
                .Select(tenant => (tenant.Queue, Points: tenant.Periods
                    .Select(period => (period.StartSeconds, period.Got)).ToList()));
            Lines(
                page, $"GPUs by tenant over time: {result.Label}", "What the largest tenants held.", "GPUs",
                [.. series]);
        }
    }

    private static void Lines(
        ReportPage page, string title, string description, string unit,
        IReadOnlyList<(string Name, List<(double Seconds, double Value)> Points)> lines)
    {
        if (lines.Count == 0 || lines.All(line => line.Points.Count == 0)) return;

        string[] names = [.. lines.Select(line => line.Name)];
        var width = lines.SelectMany(line => line.Points).Max(point => point.Seconds) / PointsMost;
        ChartSeries[] series =
        [
            .. lines.Where(line => line.Points.Count > 0).Select(line =>
                new ChartSeries(line.Name, Palette.ColorOf(line.Name, names), false, Means(line.Points, width))),
        ];
        var chart = new LineChart
        {
            Title = title,
            Description = description,
            XTitle = "Hours",
            Unit = unit,
            Series = series,
        };
        page.Figure(title, description, Legend.Of(series), chart.Draw);
    }

    // Four hundred points of several lines are a tangle; their means over equal stretches are not.
    private static List<ChartPoint> Means(List<(double Seconds, double Value)> points, double width) =>
        [.. points.GroupBy(point => width > 0 ? Math.Floor(point.Seconds / width) : 0)
            .Select(group =>
            {
                var mean = group.Average(point => point.Value);
                return new ChartPoint(group.First().Seconds / SecondsPerHour, mean, mean, mean);
            })];

    private static string Count(int count, string one, string several) =>
        $"{NumberText.Whole(count)} {(count == 1 ? one : several)}";
}

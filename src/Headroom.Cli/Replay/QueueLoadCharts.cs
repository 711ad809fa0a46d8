using Headroom.Cli.Reports;
using Headroom.Simulation.Queueing;

namespace Headroom.Cli.Replay;

/// <summary>How busy the cluster was over time under each policy, and how many jobs waited.</summary>
internal static class QueueLoadCharts
{
    private const double SecondsPerHour = 3_600;
    private const double SecondsPerDay = 86_400;

    // Up to three days people count hours.
    private const double DaysFrom = 3 * SecondsPerDay;

    public static void Write(ReportPage page, IReadOnlyList<QueueResult> results)
    {
        if (results.All(result => result.Load.Count == 0)) return;

        Chart(page, results, "GPUs in use over time", "GPUs held by running jobs.", "GPUs", period => period.BusyGpus);
        Chart(
            page, results, "Jobs waiting over time", "Jobs that were submitted and did not run. Fewer is better.",
            "jobs", period => period.WaitingJobs);
    }

    private static void Chart(
        ReportPage page, IReadOnlyList<QueueResult> results, string title, string description, string unit,
        Func<LoadPeriod, double> load)
    {
        var isInDays = results.Max(result => result.Run.MakespanSeconds) > DaysFrom;
        var best = results.MinBy(result => result.Run.AverageCompletionSeconds)!.Run.Policy;
        ChartSeries[] series =
        [
            .. results.Select(result => new ChartSeries(
                result.Run.Policy,
                Palette.ColorOf(result.Run.Policy, QueueReplay.PolicyNames),
                result.Run.Policy == best,
                [.. result.Load.Select(period => At(period, isInDays ? SecondsPerDay : SecondsPerHour, load))])),
        ];
        var chart = new LineChart
        {
            Title = title,
            Description = description,
            XTitle = isInDays ? "Days" : "Hours",
            Unit = unit,
            Series = series,
        };
        page.Figure(
            title, $"{description} The thick line has the shortest average completion.", Legend.Of(series), chart.Draw);
    }

    private static ChartPoint At(LoadPeriod period, double secondsPerUnit, Func<LoadPeriod, double> load) =>
        new(period.StartSeconds / secondsPerUnit, load(period), load(period), load(period));
}

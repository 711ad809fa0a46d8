using Headroom.Cli.Output;

namespace Headroom.Cli.Bench.Sharing;

/// <summary>A figure of the comparison: how it is read, printed, and which is better.</summary>
/// <param name="Key">Name in JSON: an interface, never renamed.</param>
/// <param name="Title">Title of its column.</param>
/// <param name="Of">The figure; null where the case has none.</param>
/// <param name="Text">The figure as people read it.</param>
internal sealed record SharingColumn(
    string Key, string Title, Func<SharingFigures, double?> Of, Func<double, string> Text)
{
    /// <summary>All of them, in the order of the tables.</summary>
    public static IReadOnlyList<SharingColumn> All { get; } =
    [
        new("usefulUtilisationPercent", "Utilisation", figures => figures.UtilisationPercent, Percent)
        {
            IsMoreBetter = true,
        },
        new("meanWaitSeconds", "Mean wait", figures => figures.MeanWaitSeconds, NumberText.Duration),
        new("p99WaitSeconds", "P99 wait", figures => figures.P99WaitSeconds, NumberText.Duration),
        new(
            "meanCompletionSeconds", "Mean completion", figures => figures.MeanCompletionSeconds, NumberText.Duration),
        new("p99CompletionSeconds", "P99 completion", figures => figures.P99CompletionSeconds, NumberText.Duration),
        FifoOverMean,
        WorstService,
        Violations,
        new("lostGpuHours", "Lost, GPU-hours", figures => figures.LostGpuHours, Decimal)
        {
            FollowsFromOther = true,
        },
        Lost,
        new("preemptions", "Preemptions", figures => figures.Preemptions, NumberText.Whole),
        new("unfinishedJobs", "Unfinished", figures => figures.Unfinished, NumberText.Whole),
        new("worstRegionDemandOverSupply", "Worst region", figures => figures.WorstRegion, Times),
    ];

    /// <summary>Mean completion under FIFO over this one.</summary>
    public static SharingColumn FifoOverMean =>
        new("fifoOverMeanCompletion", "FIFO's mean over it", figures => figures.FifoOverMean, Times)
        {
            IsMoreBetter = true,
            FollowsFromOther = true,
        };

    /// <summary>What the worst served tenant got of what it was entitled to and wanted.</summary>
    public static SharingColumn WorstService =>
        new("worstServicePercent", "Worst tenant", figures => figures.WorstServicePercent, Percent)
        {
            IsMoreBetter = true,
        };

    /// <summary>Lent quota that did not come back in time.</summary>
    public static SharingColumn Violations =>
        new("violationGpuHours", "Violations, GPU-hours", figures => figures.ViolationGpuHours, Decimal);

    /// <summary>GPU-hours lost to preemption.</summary>
    public static SharingColumn Lost =>
        new("lostPercent", "Lost", figures => figures.LostPercent, value => $"{NumberText.Decimals(value, 2)} %");

    /// <summary>Whether more of it is better.</summary>
    public bool IsMoreBetter { get; init; }

    /// <summary>Whether another column says the same in another unit.</summary>
    public bool FollowsFromOther { get; init; }

    /// <summary>The best of some figures; null where there are none, or all are alike.</summary>
    public double? BestOf(IEnumerable<SharingFigures> all)
    {
        var values = all.Select(Of).OfType<double>().ToList();
        if (values.Count == 0 || values.Max() - values.Min() <= 0) return null;

        return IsMoreBetter ? values.Max() : values.Min();
    }

    private static string Percent(double value) => $"{NumberText.Decimals(value, 1)} %";

    private static string Times(double value) => NumberText.Decimals(value, 2);

    private static string Decimal(double value) => NumberText.Decimals(value, 1);
}

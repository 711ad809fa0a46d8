using System.Globalization;
using Headroom.Capacity.Eras;
using Headroom.Cli.Capacity;
using Headroom.Traces.Systems;

namespace Headroom.Cli.Verify;

/// <summary>Growth of training compute.</summary>
internal static class EraVerifiers
{
    private const string Sevilla = "sevilla2022/compute-trends-123.csv";

    // Amodei and Hernandez count months of the calendar.
    private const double DaysAMonth = 365.25 / 12;

    public static IReadOnlyList<Verifier> All { get; } =
    [
        new("eras.pre_dl", (entry, folder) => Trend(entry, folder, eras => eras.PreDeepLearning)),
        new("eras.large_scale", (entry, folder) => Trend(entry, folder, eras => eras.LargeScale)),
        new("eras.regular_2015", (entry, folder) => Trend(entry, folder, eras => eras.RegularSinceLarge)),
        new("eras.regular", (entry, folder) => Trend(entry, folder, eras => eras.Regular)),
        new("openai2018.records", Records),
        new("openai2018.all", (entry, folder) => Systems(entry, folder, "openai2018/compute.csv") is { } systems
            ? new Dictionary<string, double>
            {
                ["n"] = systems.Length,
                ["doubling_months"] = EraTrend.Of(systems).DoublingDays / DaysAMonth,
            }
            : null),
        new("epoch.growth.", Growth),
    ];

    private static Dictionary<string, double>? Trend(
        GoldenEntry entry, VerifyFolder folder, Func<EraSystems, IReadOnlyList<TrainedSystem>> which)
    {
        if (folder.Find(entry.Text("csv", Sevilla)) is not { } path) return null;

        var trend = EraTrend.Of(which(EraSystems.Of(Systems(path), Window(entry))));
        return new Dictionary<string, double>
        {
            ["n"] = trend.Count,
            ["doubling_months"] = trend.DoublingMonths,
            ["slope_oom_per_year"] = trend.SlopePerYear,
            ["r2"] = trend.Fit,
            ["start_flop"] = trend.FirstOperations,
            ["end_flop"] = trend.LastOperations,
        };
    }

    private static Dictionary<string, double>? Growth(GoldenEntry entry, VerifyFolder folder)
    {
        if (Systems(entry, folder, "epoch/notable-light.csv") is not { } systems) return null;

        var trend = EraTrend.Of(systems);
        return new Dictionary<string, double>
        {
            ["n"] = trend.Count,
            ["growth_per_year"] = trend.GrowthPerYear,
            ["doubling_months"] = trend.DoublingDays / DaysAMonth,
        };
    }

    private static TrainedSystem[]? Systems(GoldenEntry entry, VerifyFolder folder, string csv)
    {
        if (folder.Find(entry.Text("csv", csv)) is not { } path) return null;

        return new SystemFilter
        {
            Domain = entry.Text("domain", "") is { Length: > 0 } domain ? domain : null,
            IsFrontier = entry.Input("frontier", 0) > 0,
            Top = entry.Input("top", 0) is > 0 and var top ? (int)top : null,
            From = Date(entry.Text("from", "")),
            Until = Date(entry.Text("until", "")),
        }.Of(TrainedSystemFile.Read(path));
    }

    private static DateOnly? Date(string text) =>
        DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var date) ? date : null;

    private static EraWindow Window(GoldenEntry entry) => EraWindow.Published with
    {
        Days = (int)entry.Input("window_days", EraWindow.Published.Days),
        LowScore = entry.Input("z_low", EraWindow.Published.LowScore),
        HighScore = entry.Input("z_high", EraWindow.Published.HighScore),
        DeepLearningFrom = Day(entry.Text("era_start", ""), EraWindow.Published.DeepLearningFrom),
        LargeScaleFrom = Day(entry.Text("large_scale_start", ""), EraWindow.Published.LargeScaleFrom),
    };

    private static int Day(string text, int otherwise) =>
        DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var date) ? date.DayNumber : otherwise;

    private static Dictionary<string, double>? Records(GoldenEntry entry, VerifyFolder folder)
    {
        if (folder.Find(entry.Text("csv", "openai2018/compute.csv")) is not { } path) return null;

        var records = new List<TrainedSystem>();
        var systems = Systems(path);
        foreach (var system in systems.OrderBy(system => system.Day))
        {
            if (records.Count == 0 || system.Operations > records[^1].Operations) records.Add(system);
        }

        var first = systems.First(system => system.Name == "AlexNet");
        return new Dictionary<string, double>
        {
            ["doubling_months"] = EraTrend.Of(records).DoublingDays / DaysAMonth,
            ["alexnet_to_agz"] = records[^1].Operations / first.Operations,
        };
    }

    private static TrainedSystem[] Systems(string path) =>
    [
        .. TrainedSystemFile.Read(path)
            .Select(one => new TrainedSystem(one.Name, one.Published.DayNumber, one.Operations)),
    ];
}

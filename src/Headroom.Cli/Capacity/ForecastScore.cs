using Headroom.Capacity.Competition;
using Headroom.Capacity.Forecasting;
using Headroom.Cli.Outcome;
using Headroom.Traces.Series;

namespace Headroom.Cli.Capacity;

/// <summary>Scores forecasts against a file of what came.</summary>
internal static class ForecastScore
{
    /// <summary>The score; null where no file is named.</summary>
    public static CompetitionScore? Of(
        string? path,
        bool allowNegative,
        IReadOnlyList<RecordedSeries> series,
        IReadOnlyList<Forecast> forecasts,
        int season)
    {
        if (path is null) return null;

        var actuals = SeriesFile.Read(path, allowNegative).ToDictionary(one => one.Id);
        var matched = series.Select(one => actuals.GetValueOrDefault(one.Id)
            ?? throw new CommandFailure(ExitCode.WrongUse, $"{path}: the series '{one.Id}' is missing; add it.")).ToArray();
        return CompetitionScore.Of(
            [.. series.Select(one => one.Values.ToArray())],
            [.. matched.Select((one, i) => one.Values.Take(forecasts[i].Point.Count).ToArray())],
            [.. forecasts.Select(one => one.Point.ToArray())],
            season);
    }
}

using Headroom.Capacity.Forecasting;
using Headroom.Client.Planning;
using Headroom.Server.Loop;

namespace Headroom.Server.Planning;

/// <summary>Forecasts that are asked for.</summary>
internal static class ForecastAnswers
{
    private const int HorizonMax = 1_000;
    private const int SeasonMax = 10_000;
    private const int QuantilesMax = 20;
    private const double Percent = 100;

    /// <summary>The same question.</summary>
    /// <exception cref="Refusal">It is at fault.</exception>
    public static ForecastQuestion Checked(ForecastQuestion asked)
    {
        GapQuestion.Within("horizon", asked.Horizon, 1, HorizonMax);
        GapQuestion.Within("season", asked.Season, 1, SeasonMax);
        GapQuestion.Within("series", asked.Series.Count, 1, ForecastQuestion.SeriesMax);
        GapQuestion.Within("series", asked.Series.Sum(one => one.Values.Count), 1, ForecastQuestion.ValuesMax);
        GapQuestion.Within("quantiles", asked.Quantiles.Count, 0, QuantilesMax);
        if (asked.Quantiles.Any(quantile => !(quantile is > 0 and < 1)))
            throw Fault("quantiles", "A quantile is out of range", "give numbers above 0 and below 1");
        if (asked.Method != ForecastMethods.Auto && ForecastMethods.All.All(known => known.Name != asked.Method))
        {
            throw Fault(
                "method", "There is no such method",
                $"name {ForecastMethods.Auto}, {string.Join(", ", ForecastMethods.All.Select(known => known.Name))}");
        }

        if (asked.Series.FirstOrDefault(one => one.Values.Count == 0) is { } empty)
            throw Fault("series", $"Series '{empty.Id}' has no values", "give one at least");
        if (asked.Series.FirstOrDefault(one => one.Values.Any(value => value < 0)) is { } negative)
            throw Fault("series", $"Series '{negative.Id}' has a value below zero", "demand has none: mend it");

        return asked;
    }

    /// <summary>What comes next in each series, in their order.</summary>
    public static IReadOnlyList<ForecastView> Of(ForecastQuestion asked)
    {
        var request = new ForecastRequest
        {
            Horizon = asked.Horizon,
            Season = asked.Season,
            Method = asked.Method,
            Quantiles = asked.Quantiles,
        };
        return
        [
            .. asked.Series.Select(one => Of(one.Id, SeriesForecast.Make([.. one.Values], request), asked.Quantiles)),
        ];
    }

    /// <summary>A forecast as it is told.</summary>
    public static ForecastView Of(string id, Forecast forecast, IReadOnlyList<double> quantiles) => new(
        id,
        string.Join('+', forecast.Methods),
        forecast.Point,
        [.. quantiles.Select((quantile, index) => new QuantileView(quantile, forecast.Quantiles[index]))],
        forecast.Warnings,
        forecast.Coverage * Percent,
        forecast.Mase,
        forecast.Smape);

    private static Refusal Fault(string key, string sentence, string remedy) =>
        new(RefusalKind.Invalid, sentence, remedy) { Key = key };
}

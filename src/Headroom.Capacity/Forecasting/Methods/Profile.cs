using Headroom.Capacity.Forecasting.Smoothing;

namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>
/// A profile over the season and, where the history is long enough, over a longer one (hours of a day within a week),
/// round a moving level whose errors fade.
/// </summary>
/// <param name="name">Name of it.</param>
/// <param name="longFactor">How many seasons make a long one; 1 for none.</param>
/// <param name="isLogarithmic">Whether it works on the logarithms where all values are above zero.</param>
internal sealed class Profile(string name, int longFactor, bool isLogarithmic) : IForecastMethod
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IForecaster Fit(ReadOnlySpan<double> history, int season)
    {
        if (season < 2 || history.Length < 2 * season) return new Smoothed(name, Smoothed.Kind.Simple).Fit(history, 1);

        var longSeason = longFactor > 1 && history.Length >= 2 * season * longFactor ? season * longFactor : 0;
        var form = new SeasonalForm(season, longSeason, HasTrend: false, HasCorrection: true);
        if (!isLogarithmic || !Logarithm.CanTake(history))
        {
            var plain = SeasonalSmoothing.Fit(history, form);
            return new Forecaster((past, point) => plain.Forecast(past, point));
        }

        var fitted = SeasonalSmoothing.Fit(Logarithm.Of(history), form);
        return new Forecaster((past, point) =>
        {
            if (!Logarithm.CanTake(past))
            {
                point.Fill(past[^1]);
                return;
            }

            fitted.Forecast(Logarithm.Of(past), point);
            for (var step = 0; step < point.Length; step++) point[step] = Math.Exp(point[step]);
        });
    }
}

using Headroom.Capacity.Forecasting.Smoothing;

namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>
/// Exponential smoothing whose form is chosen by the corrected information criterion of Akaike: with or without a
/// damped trend, with or without an additive season.
/// </summary>
internal sealed class Ets : IForecastMethod
{
    /// <inheritdoc/>
    public string Name => "ets";

    /// <inheritdoc/>
    public IForecaster Fit(ReadOnlySpan<double> history, int season)
    {
        var simple = TrendSmoothing.Simple(history);
        if (history.Length < 8) return new Forecaster((past, point) => simple.Forecast(past, point));

        var length = history.Length;
        IForecaster best = new Forecaster((past, point) => simple.Forecast(past, point));
        var least = Criterion(simple.Run(history).Squares / length, 3, length);
        if (season > 1 && length >= 3 * season)
        {
            foreach (var hasTrend in (bool[])[false, true])
            {
                var form = new SeasonalForm(season, 0, hasTrend, HasCorrection: false);
                var seasonal = SeasonalSmoothing.Fit(history, form);
                var criterion = Criterion(seasonal.Error, seasonal.WeightCount + season + 1, length);
                if (criterion < least)
                    (best, least) = (new Forecaster((past, point) => seasonal.Forecast(past, point)), criterion);
            }

            // A season tells so much more than a trend that the trend alone is not tried beside it.
            if (least < Criterion(simple.Run(history).Squares / length, 3, length)) return best;
        }

        var damped = TrendSmoothing.Trended(history, isDamped: true);
        return Criterion(damped.Run(history).Squares / length, 6, length) < least
            ? new Forecaster((past, point) => damped.Forecast(past, point))
            : best;
    }

    private static double Criterion(double error, int parameters, int length)
    {
        var room = Math.Max(1, length - parameters - 1);
        return length * Math.Log(Math.Max(error, 1e-300)) + 2.0 * parameters * length / room;
    }
}

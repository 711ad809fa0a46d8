namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>
/// Takes a multiplicative season out where the history tests seasonal, continues the rest with another method, and puts
/// the season back: how the benchmarks of the M4 competition treat seasons.
/// </summary>
/// <param name="name">Name of the whole.</param>
/// <param name="inner">Continues what has no season any more.</param>
internal sealed class Deseasonalised(string name, IForecastMethod inner) : IForecastMethod
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IForecaster Fit(ReadOnlySpan<double> history, int season)
    {
        if (!Seasonality.IsSeasonal(history, season) || Seasonality.Factors(history, season) is not { } factors)
            return inner.Fit(history, 1);

        var fitted = inner.Fit(Without(history, factors), 1);
        return new Forecaster((past, point) =>
        {
            var current = Seasonality.Factors(past, season) ?? factors;
            fitted.Forecast(Without(past, current), point);
            for (var step = 0; step < point.Length; step++) point[step] *= current[(past.Length + step) % season];
        });
    }

    private static double[] Without(ReadOnlySpan<double> history, double[] factors)
    {
        var rest = new double[history.Length];
        for (var i = 0; i < rest.Length; i++) rest[i] = history[i] / factors[i % factors.Length];
        return rest;
    }
}

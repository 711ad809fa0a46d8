namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>
/// The plain mean of what several methods say. Of simple, Holt's and damped smoothing it is the benchmark Comb of the
/// M3 and M4 competitions.
/// </summary>
internal sealed class Comb(string name, params IForecastMethod[] methods) : IForecastMethod
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IForecaster Fit(ReadOnlySpan<double> history, int season)
    {
        var fitted = new IForecaster[methods.Length];
        for (var i = 0; i < fitted.Length; i++) fitted[i] = methods[i].Fit(history, season);
        return new Forecaster((past, point) =>
        {
            var one = new double[point.Length];
            point.Clear();
            foreach (var forecaster in fitted)
            {
                forecaster.Forecast(past, one);
                for (var step = 0; step < one.Length; step++) point[step] += one[step] / fitted.Length;
            }
        });
    }
}

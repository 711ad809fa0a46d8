namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>
/// Another method with a longer season, such as a week of hours, where the history holds two of them and a value more.
/// </summary>
internal sealed class LongSeason(string name, IForecastMethod inner, int length) : IForecastMethod
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IForecaster Fit(ReadOnlySpan<double> history, int season) =>
        inner.Fit(history, history.Length > 2 * length ? length : season);
}

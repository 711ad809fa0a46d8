namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>
/// A method that learns from each history of one series once: a history and its beginnings are told apart by length.
/// Made anew for every series.
/// </summary>
internal sealed class Remembered(IForecastMethod inner) : IForecastMethod
{
    private readonly Dictionary<(int Length, int Season), IForecaster> _fitted = [];

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public IForecaster Fit(ReadOnlySpan<double> history, int season)
    {
        if (!_fitted.TryGetValue((history.Length, season), out var fitted))
            _fitted[(history.Length, season)] = fitted = inner.Fit(history, season);
        return fitted;
    }
}

namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>The last season again; the last value where a history is shorter than a season.</summary>
internal sealed class SeasonalNaive : IForecastMethod
{
    /// <inheritdoc/>
    public string Name => "snaive";

    /// <inheritdoc/>
    public IForecaster Fit(ReadOnlySpan<double> history, int season) => new Forecaster((past, point) =>
    {
        var length = past.Length < season ? 1 : season;
        for (var step = 0; step < point.Length; step++) point[step] = past[past.Length - length + step % length];
    });
}

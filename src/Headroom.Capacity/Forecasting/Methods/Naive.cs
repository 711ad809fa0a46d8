namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>The last value again.</summary>
internal sealed class Naive : IForecastMethod
{
    private static readonly Forecaster Last = new((history, point) => point.Fill(history[^1]));

    /// <inheritdoc/>
    public string Name => "naive";

    /// <inheritdoc/>
    public IForecaster Fit(ReadOnlySpan<double> history, int season) => Last;
}

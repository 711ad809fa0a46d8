namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>A forecaster that is one function.</summary>
internal sealed class Forecaster(Forecaster.Continuation continuation) : IForecaster
{
    /// <summary>Fills the second with what follows the first.</summary>
    public delegate void Continuation(ReadOnlySpan<double> history, Span<double> point);

    /// <inheritdoc/>
    public void Forecast(ReadOnlySpan<double> history, Span<double> point) => continuation(history, point);
}

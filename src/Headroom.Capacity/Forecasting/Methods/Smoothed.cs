using Headroom.Capacity.Forecasting.Smoothing;

namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>Exponential smoothing of a series without a season: simple, with a trend, or with a damped trend.</summary>
internal sealed class Smoothed(string name, Smoothed.Kind kind) : IForecastMethod
{
    /// <summary>What is smoothed.</summary>
    internal enum Kind
    {
        /// <summary>A level.</summary>
        Simple,

        /// <summary>A level and a trend (Holt).</summary>
        Holt,

        /// <summary>A level and a trend that fades (Gardner and McKenzie).</summary>
        Damped,
    }

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IForecaster Fit(ReadOnlySpan<double> history, int season)
    {
        // A trend has four numbers to learn: shorter histories have none to tell.
        var smoothing = kind == Kind.Simple || history.Length < 5
            ? TrendSmoothing.Simple(history)
            : TrendSmoothing.Trended(history, kind == Kind.Damped);
        return new Forecaster((past, point) => smoothing.Forecast(past, point));
    }
}

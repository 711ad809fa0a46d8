using Headroom.Capacity.Forecasting.Smoothing;

namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>
/// The classical Theta method (Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16, 2000): the
/// mean of the straight line through the history and of the smoothed series that bends twice as much; never below zero
/// where the history is not.
/// </summary>
internal sealed class Theta : IForecastMethod
{
    /// <inheritdoc/>
    public string Name => "theta";

    /// <inheritdoc/>
    public IForecaster Fit(ReadOnlySpan<double> history, int season)
    {
        var smoothing = TrendSmoothing.Simple(Bent(history, Line.Through(history)));
        return new Forecaster((past, point) =>
        {
            var line = Line.Through(past);
            smoothing.Forecast(Bent(past, line), point);
            var floor = HasNegative(past) ? double.NegativeInfinity : 0;
            for (var step = 0; step < point.Length; step++)
                point[step] = Math.Max(floor, (point[step] + line.At(past.Length + step)) / 2);
        });
    }

    private static double[] Bent(ReadOnlySpan<double> history, Line line)
    {
        var bent = new double[history.Length];
        for (var i = 0; i < bent.Length; i++) bent[i] = 2 * history[i] - line.At(i);
        return bent;
    }

    private static bool HasNegative(ReadOnlySpan<double> history)
    {
        foreach (var value in history)
        {
            if (value < 0) return true;
        }

        return false;
    }
}

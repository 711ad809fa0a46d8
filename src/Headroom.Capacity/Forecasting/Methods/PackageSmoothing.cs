using Headroom.Capacity.Forecasting.Smoothing;

namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>
/// Holt's and damped smoothing as the M4 competition's benchmarks have them: fitted the way of the R package forecast
/// (Hyndman and Khandakar, Journal of Statistical Software 27 (3), 2008; <c>holt</c> of version 8), whose search ends
/// away from the least error where a series is steep. For published figures; <see cref="Smoothed"/> errs less.
/// </summary>
/// <remarks>
/// Weights, first level and first trend are searched together. The first step is a tenth of the largest of them, which
/// is the level: all weights but the first guess are out of range then, and few paths lead back.
/// </remarks>
internal sealed class PackageSmoothing(string name, bool isDamped) : IForecastMethod
{
    private const double Least = 1e-4;
    private const double Most = 0.9999;
    private const double PhiLeast = 0.8;
    private const double PhiMost = 0.98;
    private const int FirstValues = 10;
    private const int CallsMax = 2_000;

    // The root of the precision of a number.
    private const double Tolerance = 1.490116119384766e-8;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IForecaster Fit(ReadOnlySpan<double> history, int season)
    {
        var values = history.ToArray();
        var alpha = Least + 0.2 * (Most - Least);
        var beta = Least + 0.1 * (alpha - Least);
        // The line is over positions from 1 on.
        var line = Line.Through(history[..Math.Min(FirstValues, history.Length)]);
        double[] start = [alpha, beta, line.Start - line.Slope, line.Slope];
        if (isDamped) start = [.. start, PhiLeast + 0.99 * (PhiMost - PhiLeast)];

        var step = start.Max(number => 0.1 * Math.Abs(number));
        var found = NelderMead.Minimum(some => MeanSquare(values, some), start, step, CallsMax, Tolerance);
        return new Forecaster((past, point) =>
        {
            var (_, level, trend) = Run(past, found);
            TrendSmoothing.Continue(level, trend, PhiOf(found), point);
        });
    }

    private static double MeanSquare(double[] values, double[] some)
    {
        var (alpha, beta, phi) = (some[0], some[1], PhiOf(some));
        var isInRange = alpha is >= Least and <= Most && beta >= Least && beta <= Math.Min(alpha, Most)
            && (some.Length == 4 || phi is >= PhiLeast and <= PhiMost);
        return isInRange ? Run(values, some).Squares / values.Length : double.PositiveInfinity;
    }

    private static (double Squares, double Level, double Trend) Run(ReadOnlySpan<double> values, double[] some)
    {
        var (alpha, beta, phi) = (some[0], some[1], PhiOf(some));
        var (squares, level, trend) = (0.0, some[2], some[3]);
        foreach (var value in values)
        {
            var error = value - level - phi * trend;
            squares += error * error;
            (level, trend) = (level + phi * trend + alpha * error, phi * trend + beta * error);
        }

        return (squares, level, trend);
    }

    private static double PhiOf(double[] some) => some.Length == 5 ? some[4] : 1;
}

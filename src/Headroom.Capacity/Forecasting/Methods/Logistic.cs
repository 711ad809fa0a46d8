namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>
/// Growth towards a ceiling: the logistic curve K / (1 + exp(-(a + b t))). For each of a row of ceilings the rest is a
/// straight line through the log-odds; the ceiling of the least squared error wins. Where a value is not above zero,
/// the last value again.
/// </summary>
internal sealed class Logistic : IForecastMethod
{
    private const int Ceilings = 40;
    private const double Nearest = 1.02;
    private const double Step = 1.1;

    /// <inheritdoc/>
    public string Name => "logistic";

    /// <inheritdoc/>
    public IForecaster Fit(ReadOnlySpan<double> history, int season) => new Forecaster((past, point) =>
    {
        if (!Logarithm.CanTake(past))
        {
            point.Fill(past[^1]);
            return;
        }

        var (ceiling, line) = Best(past);
        for (var step = 0; step < point.Length; step++) point[step] = At(ceiling, line, past.Length + step);
    });

    private static (double Ceiling, Line Line) Best(ReadOnlySpan<double> past)
    {
        var highest = 0.0;
        foreach (var value in past) highest = Math.Max(highest, value);

        var best = (Ceiling: highest * Nearest, Line: default(Line));
        var least = double.PositiveInfinity;
        var odds = new double[past.Length];
        for (var i = 0; i < Ceilings; i++)
        {
            var ceiling = highest * Nearest * Math.Pow(Step, i);
            for (var t = 0; t < odds.Length; t++) odds[t] = Math.Log(past[t] / (ceiling - past[t]));
            var line = Line.Through(odds);
            var squares = 0.0;
            for (var t = 0; t < odds.Length; t++)
            {
                var error = past[t] - At(ceiling, line, t);
                squares += error * error;
            }

            if (squares < least) (best, least) = ((ceiling, line), squares);
        }

        return best;
    }

    private static double At(double ceiling, Line line, int position) => ceiling / (1 + Math.Exp(-line.At(position)));
}

namespace Headroom.Capacity.Accuracy;

/// <summary>Measures of a forecast's error as the M4 competition defines them.</summary>
public static class Errors
{
    /// <summary>
    /// Symmetric mean absolute percentage error, in percent from 0 to 200: the mean of 200 |a - f| / (|a| + |f|); a
    /// step where both are zero counts as zero.
    /// </summary>
    public static double Smape(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast)
    {
        var sum = 0.0;
        for (var step = 0; step < actual.Length; step++)
        {
            var size = Math.Abs(actual[step]) + Math.Abs(forecast[step]);
            if (size > 0) sum += 200 * Math.Abs(actual[step] - forecast[step]) / size;
        }

        return sum / actual.Length;
    }

    /// <summary>
    /// Mean absolute scaled error (Hyndman and Koehler 2006): the mean absolute error over <see cref="Scale"/>; not a
    /// number where that is zero.
    /// </summary>
    public static double Mase(
        ReadOnlySpan<double> history, ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast, int season)
    {
        var sum = 0.0;
        for (var step = 0; step < actual.Length; step++) sum += Math.Abs(actual[step] - forecast[step]);
        var scale = Scale(history, season);
        return scale > 0 ? sum / actual.Length / scale : double.NaN;
    }

    /// <summary>
    /// Mean absolute difference between values one season apart; between neighbours where the history is no longer than
    /// a season; 0 for fewer than two values.
    /// </summary>
    public static double Scale(ReadOnlySpan<double> history, int season)
    {
        var lag = history.Length > season ? Math.Max(1, season) : 1;
        if (history.Length <= lag) return 0;

        var sum = 0.0;
        for (var i = lag; i < history.Length; i++) sum += Math.Abs(history[i] - history[i - lag]);
        return sum / (history.Length - lag);
    }

    /// <summary>
    /// Overall weighted average of the M4 competition: the mean of the two errors, each over that of Naive2.
    /// </summary>
    public static double Owa(double smape, double mase, double naive2Smape, double naive2Mase) =>
        (smape / naive2Smape + mase / naive2Mase) / 2;
}

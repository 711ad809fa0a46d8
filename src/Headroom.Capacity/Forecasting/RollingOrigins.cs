namespace Headroom.Capacity.Forecasting;

/// <summary>
/// Where a method is tried on a series' own past: from each origin it sees what lies before, and is held against what
/// came after (Tashman, "Out-of-sample tests of forecasting accuracy", International Journal of Forecasting 16, 2000).
/// </summary>
/// <param name="Origins">Lengths of history known at each origin, ascending; empty where the series is too
/// short.</param>
/// <param name="Horizon">Steps that are held against the past, at most those asked for.</param>
internal sealed record RollingOrigins(IReadOnlyList<int> Origins, int Horizon)
{
    private const int LengthLeast = 6;

    /// <summary>
    /// Up to <paramref name="countMax"/> origins spread evenly over the later half of the series, never before three
    /// seasons where there are as many.
    /// </summary>
    public static RollingOrigins Over(int length, int season, int horizon, int countMax)
    {
        if (length < LengthLeast) return new RollingOrigins([], 0);

        var tried = Math.Min(horizon, Math.Max(1, length / 4));
        var last = length - tried;
        var first = Math.Max(length / 2, Math.Min(last, 3 * season));
        var count = Math.Min(countMax, last - first + 1);
        var origins = new int[count];
        for (var i = 0; i < count; i++)
            origins[i] = count == 1 ? last : first + (int)((long)i * (last - first) / (count - 1));
        return new RollingOrigins(origins, tried);
    }

    /// <summary>
    /// What the method says from each origin, in their order. Its parameters are learnt before the first of them.
    /// </summary>
    public double[][] Try(IForecastMethod method, ReadOnlySpan<double> history, int season)
    {
        var fitted = method.Fit(history[..Origins[0]], season);
        var tries = new double[Origins.Count][];
        for (var i = 0; i < tries.Length; i++)
        {
            tries[i] = new double[Horizon];
            fitted.Forecast(history[..Origins[i]], tries[i]);
        }

        return tries;
    }
}

namespace Headroom.Capacity.Forecasting.Methods;

/// <summary>
/// Structural growth: straight lines through the logarithms of the whole history, its last half and its last quarter,
/// and the mean of the three. The window decides such an answer, so no single one is trusted. Where a value is not
/// above zero, the lines are through the values themselves.
/// </summary>
internal sealed class Growth : IForecastMethod
{
    private const int WindowLeast = 5;

    /// <inheritdoc/>
    public string Name => "growth";

    /// <inheritdoc/>
    public IForecaster Fit(ReadOnlySpan<double> history, int season) => new Forecaster((past, point) =>
    {
        var isLogarithmic = Logarithm.CanTake(past);
        var values = isLogarithmic ? Logarithm.Of(past) : past.ToArray();
        var windows = 0;
        point.Clear();
        foreach (var part in (int[])[1, 2, 4])
        {
            var start = values.Length - values.Length / part;
            if (part > 1 && values.Length - start < WindowLeast) continue;

            windows++;
            var line = Line.Through(values.AsSpan(start));
            for (var step = 0; step < point.Length; step++)
                point[step] += line.At(values.Length - start + step);
        }

        for (var step = 0; step < point.Length; step++)
            point[step] = isLogarithmic ? Math.Exp(point[step] / windows) : point[step] / windows;
    });
}

namespace Headroom.Capacity.Forecasting;

/// <summary>Continues a series, with intervals measured on its own past.</summary>
public static class SeriesForecast
{
    // Enough for a choice; intervals, which look at tails, take more.
    private const int OriginsOfChoice = 24;
    private const int OriginsOfIntervals = 60;

    // The errors of so few values say little of which method is best: what is chosen by them is averaged with the mean
    // of methods that is least wrong without them.
    private const int FewValues = 300;
    private const double ShareWhereFew = 0.5;

    /// <summary>
    /// What comes after <paramref name="history"/>: equally spaced finite values, oldest first, at least one. Never
    /// below zero where no value of the history is.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such method, or no value.</exception>
    public static Forecast Make(ReadOnlySpan<double> history, ForecastRequest request)
    {
        if (history.Length == 0) throw new ArgumentException("A series needs at least one value.", nameof(history));

        var warnings = new List<string>();
        var season = SeasonOf(history.Length, request, warnings);
        var choice = RollingOrigins.Over(history.Length, season, request.Horizon, OriginsOfChoice);
        var selection = Select(history, season, request.Method, choice);
        var floor = Floor(history);
        var point = selection.Continue(history, season, request.Horizon);
        if (!point.All(double.IsFinite))
        {
            warnings.Add("its method runs away to infinity; the last value is taken instead: name another --method.");
            Array.Fill(point, history[^1]);
        }

        for (var step = 0; step < point.Length; step++) point[step] = Math.Max(point[step], floor);

        var origins = RollingOrigins.Over(history.Length, season, request.Horizon, OriginsOfIntervals);
        var spread = origins.Origins.Count > 0
            ? Spread.Measured(origins, selection.Try(origins, history, season), history, season)
            : Spread.Guessed(history);
        if (spread.Warning(request.Horizon) is { } warning) warnings.Add(warning);
        if (request.FilledShare > 0)
            warnings.Add($"{(100 * request.FilledShare).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)} % of its values were filled in; its intervals are wider by as much.");

        return new Forecast(
            [.. selection.Methods.Select(method => method.Name)],
            selection.Weights,
            point,
            [.. request.Quantiles.Select(quantile => Around(point, spread, quantile, request.FilledShare, floor))])
        {
            Coverage = spread.Coverage(Forecast.CoverageLevel),
            Mase = spread.Mase,
            Smape = spread.Smape,
            Errors = spread.MeanErrors,
            Warnings = warnings,
        };
    }

    private static int SeasonOf(int length, ForecastRequest request, List<string> warnings)
    {
        var season = Math.Max(1, request.Season);
        if (season == 1 || length >= 2 * season) return season;

        warnings.Add($"it has {length} values, fewer than two seasons of {season}: no season is used; "
            + "give a longer history or a smaller --season.");
        return 1;
    }

    private static Selection Select(ReadOnlySpan<double> history, int season, string method, RollingOrigins origins)
    {
        var isAuto = method == ForecastMethods.Auto;
        if (isAuto && origins.Origins.Count > 0)
        {
            var best = Selection.Best(ForecastMethods.Candidates(history, season), origins, history, season);
            return history.Length < FewValues ? best.Beside(ForecastMethods.Unmeasured, ShareWhereFew) : best;
        }

        return Selection.Of(isAuto ? ForecastMethods.Unmeasured : Named(method));
    }

    private static IForecastMethod Named(string name) =>
        ForecastMethods.All.FirstOrDefault(known => known.Name == name)
        ?? throw new ArgumentException($"There is no method {name}.", nameof(name));

    private static double[] Around(double[] point, Spread spread, double quantile, double filledShare, double floor)
    {
        if (quantile == 0.5) return point;

        var sign = quantile < 0.5 ? -1 : 1;
        var halfWidths = spread.HalfWidths(Math.Abs(2 * quantile - 1), point.Length);
        var values = new double[point.Length];
        for (var step = 0; step < values.Length; step++)
            values[step] = Math.Max(floor, point[step] + sign * halfWidths[step] * (1 + filledShare));
        return values;
    }

    private static double Floor(ReadOnlySpan<double> history)
    {
        foreach (var value in history)
        {
            if (value < 0) return double.NegativeInfinity;
        }

        return 0;
    }
}

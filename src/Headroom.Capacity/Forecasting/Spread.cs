using Headroom.Capacity.Accuracy;

namespace Headroom.Capacity.Forecasting;

/// <summary>How far a series strays from its forecasts.</summary>
internal sealed class Spread
{
    // Beyond the measured steps: between a random walk, whose errors grow with the root of the step, and a wrong trend,
    // whose errors grow with the step.
    private const double Growth = 0.75;

    private readonly ConformalInterval? _interval;
    private readonly int _horizon;
    private readonly double _guess;

    private Spread(ConformalInterval? interval, int horizon, double guess) =>
        (_interval, _horizon, _guess) = (interval, horizon, guess);

    /// <summary>Mean absolute scaled error; null where it cannot be told.</summary>
    public double? Mase { get; private init; }

    /// <summary>sMAPE in percent, from 0 to 200; null where it cannot be told.</summary>
    public double? Smape { get; private init; }

    /// <summary>Mean error over the steps ahead by origin, what came less what was said.</summary>
    public IReadOnlyList<double> MeanErrors { get; private init; } = [];

    /// <summary>From what a selection said at rolling origins.</summary>
    public static Spread Measured(RollingOrigins origins, double[][] tries, ReadOnlySpan<double> history, int season)
    {
        double mase = 0, smape = 0;
        var errors = new double[tries.Length];
        for (var i = 0; i < tries.Length; i++)
        {
            var actual = history.Slice(origins.Origins[i], origins.Horizon);
            mase += Errors.Mase(history[..origins.Origins[i]], actual, tries[i], season) / tries.Length;
            smape += Errors.Smape(actual, tries[i]) / tries.Length;
            for (var step = 0; step < actual.Length; step++)
                errors[i] += (actual[step] - tries[i][step]) / actual.Length;
        }

        return new Spread(new ConformalInterval(origins, tries, history), origins.Horizon, 0)
        {
            Mase = double.IsFinite(mase) ? mase : null,
            Smape = smape,
            MeanErrors = errors,
        };
    }

    /// <summary>Where nothing can be measured: twice the widest change between neighbours, or the value
    /// itself.</summary>
    public static Spread Guessed(ReadOnlySpan<double> history)
    {
        var widest = 0.0;
        for (var i = 1; i < history.Length; i++) widest = Math.Max(widest, Math.Abs(history[i] - history[i - 1]));
        return new Spread(null, 0, widest > 0 ? 2 * widest : Math.Abs(history[^1]));
    }

    /// <summary>Half-widths of the central interval of a level, by step.</summary>
    public double[] HalfWidths(double level, int horizon)
    {
        var halfWidths = new double[horizon];
        var measured = _interval?.At(level).HalfWidths ?? [];
        for (var step = 0; step < horizon; step++)
        {
            halfWidths[step] = step < measured.Length
                ? measured[step]
                : (measured.Length > 0 ? measured[^1] : _guess * level)
                    * Math.Pow((step + 1.0) / Math.Max(1, measured.Length), Growth);
        }

        return halfWidths;
    }

    /// <summary>Measured coverage of a level; null where it cannot be told.</summary>
    public double? Coverage(double level) =>
        _interval?.At(level).Coverage is { } coverage && double.IsFinite(coverage) ? coverage : null;

    /// <summary>What limits the intervals up to a horizon; null for nothing.</summary>
    public string? Warning(int horizon)
    {
        if (_interval is null)
            return "it is too short to measure any error: intervals are twice its widest change, and grow with time.";

        return _horizon < horizon
            ? $"it is too short to measure errors beyond step {_horizon}: intervals grow from there with the step's "
                + "power of 0.75."
            : null;
    }
}

namespace Headroom.Capacity.Forecasting;

/// <summary>
/// Half-widths of central intervals from a method's own errors on the past: split conformal prediction per step (Vovk,
/// Gammerman and Shafer, "Algorithmic Learning in a Random World", 2005), with a level that adapts to drift (Gibbs and
/// Candès, "Adaptive conformal inference under distribution shift", 2021).
/// </summary>
internal sealed class ConformalInterval
{
    // Step of the adaptation; the paper's experiments use 0.005 over thousands of steps, a series has dozens.
    private const double Rate = 0.01;

    // Errors known before an interval is held against what came.
    private const int WarmUp = 10;

    // Errors of overlapping steps say one thing together. Where fewer than ten say something of their own, an interval
    // is wider, nearly as Student's distribution is wider than the normal one at 90 % (by 1.5 over the number).
    private const double Independent = 10;
    private const double Widening = 1.5;

    private readonly double[][] _errors;
    private readonly IReadOnlyList<int> _origins;
    private readonly int _horizon;

    /// <summary>Takes absolute errors by origin and step.</summary>
    public ConformalInterval(RollingOrigins origins, double[][] tries, ReadOnlySpan<double> history)
    {
        _origins = origins.Origins;
        _horizon = origins.Horizon;
        _errors = new double[tries.Length][];
        for (var i = 0; i < tries.Length; i++)
        {
            _errors[i] = new double[_horizon];
            for (var step = 0; step < _horizon; step++)
                _errors[i][step] = Math.Abs(history[_origins[i] + step] - tries[i][step]);
        }
    }

    /// <summary>
    /// Half-widths by step, for an interval that should hold the share <paramref name="level"/> of what comes, and the
    /// share of past values that intervals made likewise, from what was known then, did hold; not a number where there
    /// are too few.
    /// </summary>
    public (double[] HalfWidths, double Coverage) At(double level)
    {
        var miss = 1 - level;
        var (held, tried) = (0, 0);
        for (var i = WarmUp; i < _errors.Length; i++)
        {
            var (heldNow, triedNow) = (0, 0);
            for (var step = 0; step < _horizon; step++)
            {
                var known = Known(i, step);
                if (known.Length < WarmUp) continue;

                triedNow++;
                if (_errors[i][step] <= Quantile(known, 1 - miss) * Factor(known.Length, step)) heldNow++;
            }

            if (triedNow == 0) continue;

            miss = Math.Clamp(miss + Rate * (1 - level - (1 - heldNow / (double)triedNow)), 0.001, 0.999);
            held += heldNow;
            tried += triedNow;
        }

        var halfWidths = new double[_horizon];
        for (var step = 0; step < _horizon; step++)
        {
            var known = Known(_errors.Length, step);
            halfWidths[step] = Quantile(known, 1 - miss) * Factor(known.Length, step);
            // Farther is not surer; a smaller quantile of a farther step is chance.
            if (step > 0) halfWidths[step] = Math.Max(halfWidths[step], halfWidths[step - 1] * 0.9);
        }

        return (halfWidths, tried > 0 ? held / (double)tried : double.NaN);
    }

    // Errors of a step that were known at an origin, those of all origins at the end; ascending.
    private double[] Known(int origin, int step)
    {
        var known = new List<double>();
        for (var i = 0; i < origin; i++)
        {
            if (origin == _errors.Length || _origins[i] + step < _origins[origin]) known.Add(_errors[i][step]);
        }

        known.Sort();
        return [.. known];
    }

    // Errors of the first so many origins: independent are those that lie farther apart than the step.
    private double Factor(int count, int step)
    {
        var apart = 1 + (_origins[count - 1] - _origins[0]) / (step + 1.0);
        return Math.Max(1, (1 + Widening / Math.Min(count, apart)) / (1 + Widening / Independent));
    }

    // The finite-sample quantile, of rank level (n + 1), between its neighbours: rounded up it would hold too much
    // where few errors are known. Beyond the greatest, that one widened in proportion.
    private static double Quantile(double[] ascending, double level)
    {
        var rank = level * (ascending.Length + 1);
        if (rank >= ascending.Length) return ascending[^1] * rank / ascending.Length;
        if (rank <= 1) return ascending[0] * rank;

        var below = (int)rank;
        return ascending[below - 1] + (rank - below) * (ascending[below] - ascending[below - 1]);
    }
}

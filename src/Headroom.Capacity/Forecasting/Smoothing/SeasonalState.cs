namespace Headroom.Capacity.Forecasting.Smoothing;

/// <summary>Level, trend and seasons while a history is walked through. Reused between walks; not
/// thread-safe.</summary>
internal sealed class SeasonalState(SeasonalForm form)
{
    private readonly double[] _short = new double[form.Season];
    private readonly double[] _long = new double[Math.Max(1, form.LongSeason)];
    private double _level;
    private double _trend;
    private double _error;
    private int _length;

    /// <summary>
    /// Walks through <paramref name="history"/>, of at least two short seasons, and returns the mean squared error of
    /// one step, without the first season.
    /// </summary>
    public double Run(ReadOnlySpan<double> history, double[] weights)
    {
        Begin(history);
        var (alpha, gamma, omega, correction) = (weights[0], weights[1], weights[2], weights[3]);
        var (beta, phi) = (weights[4] * alpha, form.HasTrend ? 0.8 + 0.19 * weights[5] : 0);
        var (phase, longPhase) = (0, 0);
        var (squares, count) = (0.0, 0);
        var warmUp = Math.Min(history.Length / 2, form.LongSeason > 0 ? form.LongSeason : form.Season);
        for (var i = 0; i < history.Length; i++)
        {
            var error = history[i] - _level - phi * _trend - _short[phase] - _long[longPhase];
            var surprise = error - correction * _error;
            if (i >= warmUp)
            {
                squares += surprise * surprise;
                count++;
            }

            _level += phi * _trend + alpha * error;
            _trend = phi * _trend + beta * error;
            _short[phase] += gamma * error;
            if (form.LongSeason > 0)
            {
                _long[longPhase] += omega * error;
                if (++longPhase == form.LongSeason) longPhase = 0;
            }

            _error = error;
            if (++phase == form.Season) phase = 0;
        }

        _length = history.Length;
        return squares / Math.Max(1, count);
    }

    /// <summary>Goes on from where the walk ended.</summary>
    public void Continue(Span<double> point, double[] weights)
    {
        var phi = form.HasTrend ? 0.8 + 0.19 * weights[5] : 0;
        var (sum, power, memory) = (0.0, 1.0, _error);
        for (var step = 0; step < point.Length; step++)
        {
            power *= phi;
            sum += power;
            memory *= weights[3];
            var at = _length + step;
            point[step] = _level + sum * _trend + _short[at % form.Season] + memory
                + (form.LongSeason > 0 ? _long[at % form.LongSeason] : 0);
        }
    }

    // Seasons start as the mean deviation of each phase from the mean of its season; the long one from what is left.
    private void Begin(ReadOnlySpan<double> history)
    {
        (_trend, _error) = (0, 0);
        Array.Clear(_short);
        Array.Clear(_long);
        var cycle = form.LongSeason > 0 ? form.LongSeason : form.Season;
        var cycles = Math.Max(1, Math.Min(form.LongSeason > 0 ? 2 : 4, history.Length / cycle));
        var used = Math.Min(history.Length, cycles * cycle);
        var seasons = Math.Max(1, used / form.Season);
        _level = 0;
        for (var season = 0; season < seasons; season++)
        {
            var mean = 0.0;
            for (var i = 0; i < form.Season; i++) mean += history[season * form.Season + i];
            mean /= form.Season;
            if (season == 0) _level = mean;
            for (var i = 0; i < form.Season; i++)
                _short[i] += (history[season * form.Season + i] - mean) / seasons;
        }

        if (form.LongSeason == 0) return;

        var average = 0.0;
        for (var i = 0; i < used; i++) average += history[i] / used;
        _level = average;
        for (var i = 0; i < used; i++)
            _long[i % form.LongSeason] += (history[i] - average - _short[i % form.Season]) / cycles;
    }
}

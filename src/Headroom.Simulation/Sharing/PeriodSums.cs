namespace Headroom.Simulation.Sharing;

/// <summary>
/// An amount that held over spans of time, summed by periods of equal length. The length doubles as the run grows: the
/// end need not be known, memory does not grow, and a span costs the same however long it is.
/// </summary>
internal sealed class PeriodSums
{
    private readonly double[] _sums;
    private readonly double[] _changes;
    private readonly long _origin;

    /// <param name="origin">Begin of the first period in milliseconds; no span begins earlier.</param>
    /// <param name="periodsMax">Most periods, an even number.</param>
    public PeriodSums(long origin, int periodsMax)
    {
        _origin = origin;
        _sums = new double[periodsMax];
        _changes = new double[periodsMax];
    }

    /// <summary>Length of a period in milliseconds.</summary>
    public long Length { get; private set; } = 1000;

    /// <summary>The amount held from one time to a later one, both in milliseconds.</summary>
    public void Add(long from, long to, double amount)
    {
        if (to <= from) return;

        StretchTo(to);
        Change(from - _origin, amount);
        Change(to - _origin, -amount);
    }

    /// <summary>Makes the periods long enough to reach a time.</summary>
    public void StretchTo(long time)
    {
        while (time - _origin > Length * _sums.Length) DoubleLength();
    }

    /// <summary>The sum over each period, in amount times milliseconds.</summary>
    public double[] Totals()
    {
        var totals = new double[_sums.Length];
        var level = 0.0;
        for (var period = 0; period < totals.Length; period++)
        {
            totals[period] = level * Length + _sums[period];
            level += _changes[period];
        }

        return totals;
    }

    // From a moment on there is more of it: for the rest of its period at once, and in full from the next one on.
    private void Change(long moment, double amount)
    {
        var period = (int)(moment / Length);
        if (period == _sums.Length) return;

        _sums[period] += amount * ((period + 1) * Length - moment);
        _changes[period] += amount;
    }

    private void DoubleLength()
    {
        var totals = Totals();
        Length *= 2;
        Array.Clear(_changes);
        for (var period = 0; period < totals.Length; period++)
            _sums[period] = 2 * period < totals.Length ? totals[2 * period] + totals[2 * period + 1] : 0;
    }
}

namespace Headroom.Simulation.Queueing;

/// <summary>
/// Busy accelerators and waiting jobs over time, as exact means over periods whose length doubles as the run grows: the
/// end of a run need not be known, and memory does not grow.
/// </summary>
public sealed class LoadSeries
{
    /// <summary>Most periods of a series.</summary>
    public const int PeriodsMax = 400;

    private readonly double[] _busy = new double[PeriodsMax];
    private readonly double[] _waiting = new double[PeriodsMax];
    private readonly double _origin;
    private double _length = 1;
    private double _now;

    internal LoadSeries(double originSeconds)
    {
        _origin = originSeconds;
        _now = originSeconds;
    }

    /// <summary>The given load held from the last call until now.</summary>
    internal void AdvanceTo(double seconds, long busyGpus, int waitingJobs)
    {
        while (seconds - _origin > _length * PeriodsMax) DoubleLength();

        while (_now < seconds)
        {
            var period = PeriodOf(_now);
            var until = Math.Min(seconds, _origin + ((period + 1) * _length));
            _busy[period] += busyGpus * (until - _now);
            _waiting[period] += waitingJobs * (until - _now);
            _now = until;
        }
    }

    /// <summary>The means; the last period may be cut short by the end of the run.</summary>
    internal List<LoadPeriod> ToPeriods()
    {
        var periods = new List<LoadPeriod>();
        for (var period = 0; period < PeriodsMax && _origin + (period * _length) < _now; period++)
        {
            var start = _origin + (period * _length);
            var length = Math.Min(_length, _now - start);
            periods.Add(new LoadPeriod(start, _busy[period] / length, _waiting[period] / length));
        }

        return periods;
    }

    // The end of a period, computed, may round to just below where the next begins: then time belongs to the next.
    private int PeriodOf(double seconds)
    {
        var period = Math.Min(PeriodsMax - 1, (int)((seconds - _origin) / _length));
        return period < PeriodsMax - 1 && _origin + ((period + 1) * _length) <= seconds ? period + 1 : period;
    }

    private void DoubleLength()
    {
        _length *= 2;
        Halve(_busy);
        Halve(_waiting);
    }

    private static void Halve(double[] sums)
    {
        for (var period = 0; period < PeriodsMax; period++)
            sums[period] = 2 * period < PeriodsMax ? sums[2 * period] + sums[(2 * period) + 1] : 0;
    }
}

namespace Headroom.Scheduling.Backfill;

/// <summary>Free accelerators of one node from now to the end of time, as steps. Times are milliseconds.</summary>
internal sealed class NodeTimeline
{
    // Each step holds until the next begins; the last one holds for ever.
    private readonly List<Step> _steps;

    // By number of accelerators; made when asked for, and made anew when the steps or the time have changed.
    private readonly FirstStarts?[] _firstStarts;
    private readonly List<StartPeriod> _periods = [];
    private int _version;

    public NodeTimeline(int gpuCount)
    {
        _steps = [new Step(long.MinValue, gpuCount)];
        _firstStarts = new FirstStarts?[gpuCount + 1];
    }

    /// <summary>
    /// Earliest time from <paramref name="from"/> on, and before <paramref name="before"/>, at which so many
    /// accelerators are free for so long; <see cref="long.MaxValue"/> when there is none.
    /// </summary>
    public long Earliest(int gpuCount, long duration, long from, long before)
    {
        var start = from;
        for (var index = IndexAt(from); index < _steps.Count && start < before; index++)
        {
            if (_steps[index].Free < gpuCount) start = EndOf(index);
            else if (EndOf(index) - start >= duration) return start;
        }

        return long.MaxValue;
    }

    /// <summary>
    /// Earliest time from <paramref name="now"/> on at which so many accelerators are free for so long:
    /// there always is one.
    /// </summary>
    public long First(int gpuCount, long duration, long now)
    {
        var known = _firstStarts[gpuCount] ??= new FirstStarts();
        if (known.TryRenew(now, _version))
        {
            _periods.Clear();
            AddStarts(gpuCount, 1, now, long.MaxValue, _periods);
            foreach (var period in _periods) known.Add(period.First, period.Last + 1);
        }

        return known.Of(duration);
    }

    /// <summary>
    /// Adds the periods, first and last time included, at which a hold of that size and length could start, from
    /// <paramref name="from"/> on and before <paramref name="before"/>.
    /// </summary>
    public void AddStarts(int gpuCount, long duration, long from, long before, List<StartPeriod> periods)
    {
        var start = from;
        for (var index = IndexAt(from); index < _steps.Count && start < before; index++)
        {
            if (_steps[index].Free < gpuCount)
            {
                start = EndOf(index);
                continue;
            }

            while (index + 1 < _steps.Count && _steps[index + 1].Free >= gpuCount) index++;
            if (EndOf(index) - start >= duration) periods.Add(new StartPeriod(start, EndOf(index) - duration));
            start = EndOf(index);
        }
    }

    /// <summary>
    /// Adds <paramref name="change"/> to what is free from one time to another, and forgets what lies before
    /// <paramref name="now"/>.
    /// </summary>
    public void Change(long from, long to, int change, long now)
    {
        if (from >= to) return;

        _version++;
        Forget(now);
        var first = Split(from);
        var end = Split(to);
        for (var index = first; index < end; index++)
            _steps[index] = _steps[index] with { Free = _steps[index].Free + change };

        Join(end);
        Join(first);
    }

    private int IndexAt(long time)
    {
        var (low, high) = (0, _steps.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_steps[middle].From <= time) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    // Half of the range of long is far beyond any time of a replay and leaves room to subtract.
    private long EndOf(int index) => index + 1 < _steps.Count ? _steps[index + 1].From : long.MaxValue / 2;

    private int Split(long time)
    {
        var index = IndexAt(time);
        if (_steps[index].From == time) return index;
        _steps.Insert(index + 1, new Step(time, _steps[index].Free));
        return index + 1;
    }

    private void Join(int index)
    {
        if (index > 0 && _steps[index - 1].Free == _steps[index].Free) _steps.RemoveAt(index);
    }

    private void Forget(long now)
    {
        var first = IndexAt(now);
        if (first > 0) _steps.RemoveRange(0, first);
    }

    private readonly record struct Step(long From, int Free);
}

/// <summary>Times at which something could start, both ends included.</summary>
internal readonly record struct StartPeriod(long First, long Last);

namespace Headroom.Server.Tests.Faults;

/// <summary>
/// Time that stands still until it is moved, with its timers; what the clock on the wall says may jump.
/// </summary>
internal sealed class SteppedTime(DateTimeOffset start) : TimeProvider
{
    private readonly List<SteppedTimer> _timers = [];
    private DateTimeOffset _now = start;
    private TimeSpan _wrong;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now + _wrong;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SteppedTimer(this, () => callback(state), period);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass, and with it whatever waits for it.</summary>
    public void Pass(TimeSpan time)
    {
        var until = _now + time;
        while (_timers.Where(timer => timer.At <= until).MinBy(timer => timer.At) is { } next)
        {
            _now = next.At > _now ? next.At : _now;
            next.Fire();
        }

        _now = until;
    }

    /// <summary>Somebody sets the clock.</summary>
    public void Jump(TimeSpan by) => _wrong += by;

    private sealed class SteppedTimer(SteppedTime time, Action fire, TimeSpan period) : ITimer
    {
        private TimeSpan _period = period;

        public DateTimeOffset At { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time._timers.Remove(this);
            _period = period;
            if (dueTime == Timeout.InfiniteTimeSpan) return true;

            At = time._now + dueTime;
            time._timers.Add(this);
            return true;
        }

        public void Fire()
        {
            time._timers.Remove(this);
            if (_period > TimeSpan.Zero) Change(_period, _period);
            fire();
        }

        public void Dispose() => time._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}

namespace Headroom.Dashboard.Tests.Showing;

/// <summary>
/// Time that is moved by hand until it is let run. While it is moved, what is done every ten seconds is done all the
/// time.
/// </summary>
internal sealed class ShowClock(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(15);

    private readonly List<ITimer> _timers = [];
    private long _ticks = start.UtcTicks;
    private long? _runsFrom;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() =>
        Interlocked.Read(ref _ticks) + (_runsFrom is { } from ? System.GetElapsedTime(from).Ticks : 0);

    public void Move(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    /// <summary>Lets it run as clocks do.</summary>
    public void Run()
    {
        _runsFrom = System.GetTimestamp();
        foreach (var timer in _timers) timer.Change(Sampling, Sampling);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Sampling) return System.CreateTimer(callback, state, dueTime, period);

        var timer = System.CreateTimer(callback, state, Fast, Fast);
        _timers.Add(timer);
        return timer;
    }
}

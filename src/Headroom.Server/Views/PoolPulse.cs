using Headroom.Server.Loop;

namespace Headroom.Server.Views;

/// <summary>
/// The pool as it was a moment ago, for everyone who looks at it: however many pages are open, the loop is asked
/// seldom, and spends at most a small part of its time on it. Thread-safe.
/// </summary>
internal sealed class PoolPulse(ControlLoop loop, TimeProvider time)
{
    // Of the loop's time, one part in so many.
    private const int RestPerWork = 30;

    private static readonly TimeSpan AgeMin = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private Task<PoolSnapshot>? _latest;
    private long _taken;
    private TimeSpan _age = AgeMin;

    /// <summary>The latest one.</summary>
    /// <exception cref="Refusal">The loop is too busy.</exception>
    public Task<PoolSnapshot> LatestAsync()
    {
        lock (_lock)
        {
            var isFresh = _latest is { IsFaulted: false } && time.GetElapsedTime(_taken) < _age;
            if (isFresh) return _latest!;

            _taken = time.GetTimestamp();
            return _latest = loop.DoAsync(Take);
        }
    }

    private PoolSnapshot Take(Turn turn)
    {
        var began = time.GetTimestamp();
        var snapshot = PoolSnapshot.Of(turn);
        var age = time.GetElapsedTime(began) * RestPerWork;
        lock (_lock) _age = age < AgeMin ? AgeMin : age > AgeMax ? AgeMax : age;
        return snapshot;
    }
}

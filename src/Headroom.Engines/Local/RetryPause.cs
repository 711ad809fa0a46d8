namespace Headroom.Engines.Local;

/// <summary>Lets something that fails be tried again after longer and longer pauses, from 1 s to 1 min.</summary>
internal sealed class RetryPause<TKey>(TimeProvider clock)
    where TKey : notnull
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, (long Since, TimeSpan Pause)> _tries = [];

    /// <summary>Whether it may be tried now; if so, that counts as a try.</summary>
    public bool MayTry(TKey key)
    {
        lock (_lock)
        {
            var isAgain = _tries.TryGetValue(key, out var last);
            if (isAgain && clock.GetElapsedTime(last.Since) < last.Pause) return false;

            var pause = isAgain ? TimeSpan.FromTicks(Math.Min(last.Pause.Ticks * 2, Longest.Ticks)) : Shortest;
            _tries[key] = (clock.GetTimestamp(), pause);
            return true;
        }
    }
}

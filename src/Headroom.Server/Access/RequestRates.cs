namespace Headroom.Server.Access;

/// <summary>
/// How many requests each sender may send: a bucket each, as the generic cell rate algorithm (ITU-T I.371, annex A)
/// keeps it, which is one number, the time at which the bucket would be full again. Nothing happens between requests:
/// no timer, and an idle server rests. Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="sendersMax">
/// Most senders with a bucket of their own, at least 1. Those beyond share one: inventing senders gains nothing.
/// </param>
internal sealed class RequestRates(TimeProvider time, int sendersMax = 10_000)
{
    // What fills in this time is let through at once.
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _fullAt = new(StringComparer.Ordinal);
    private readonly long _burst = (long)(Burst.TotalSeconds * time.TimestampFrequency);
    private long _othersFullAt;
    private long _sweepFrom;

    /// <summary>Senders that have a bucket of their own now.</summary>
    public int Senders
    {
        get
        {
            lock (_gate) return _fullAt.Count;
        }
    }

    /// <summary>Counts a request.</summary>
    /// <param name="sender">Who sent it.</param>
    /// <param name="perSecond">Requests a second that it may send, at least 1; twice as many at once.</param>
    /// <returns>How long to wait when it is one too many, above zero; null when it is let through.</returns>
    public TimeSpan? Add(string sender, int perSecond)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var isKnown = _fullAt.TryGetValue(sender, out var fullAt);
            var isOwn = isKnown || HasRoom(now);
            if (!isOwn) fullAt = _othersFullAt;

            var filled = Math.Max(fullAt, now) + Math.Max(1, time.TimestampFrequency / perSecond);
            // A request that is refused costs nothing, or whoever goes on asking would never be let in again.
            if (filled - now > _burst) return time.GetElapsedTime(now + _burst, filled);

            if (isOwn) _fullAt[sender] = filled;
            else _othersFullAt = filled;

            return null;
        }
    }

    // A bucket that is full says no more than none does.
    private bool HasRoom(long now)
    {
        if (_fullAt.Count < sendersMax) return true;
        if (now < _sweepFrom) return false;

        foreach (var (sender, fullAt) in _fullAt)
        {
            if (fullAt <= now) _fullAt.Remove(sender);
        }

        // To look at all of them takes a while: not for each request that comes meanwhile.
        _sweepFrom = now + time.TimestampFrequency;
        return _fullAt.Count < sendersMax;
    }
}

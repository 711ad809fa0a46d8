namespace Headroom.Engines.Simulated;

/// <summary>
/// What is to happen, in order of time, and of what is due at one time in the order in which it was added.
/// </summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Sequence)> _queue = new();
    private long _sequence;

    /// <summary>When the next thing is due; null when nothing is.</summary>
    public DateTimeOffset? NextAt => _queue.TryPeek(out _, out var due) ? due.At : null;

    /// <summary>Adds something.</summary>
    public void Add(DateTimeOffset at, Action action) => _queue.Enqueue(action, (at, _sequence++));

    /// <summary>The next thing that is due by <paramref name="now"/>; null when there is none.</summary>
    public (DateTimeOffset At, Action Action)? TakeDue(DateTimeOffset now)
    {
        if (NextAt is not { } at || at > now) return null;

        return (at, _queue.Dequeue());
    }
}

namespace Headroom.Server.Tests.Faults;

/// <summary>
/// Runs what was posted to it one after the other on the thread that asks for it, in an order that is drawn: as the
/// threads of a machine would, but the same for the same seed.
/// </summary>
internal sealed class SteppedContext(Random chance) : SynchronizationContext
{
    private readonly List<(SendOrPostCallback Run, object? State)> _posted = [];

    /// <summary>Whether nothing is left to be run.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_posted) return _posted.Count == 0;
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_posted) _posted.Add((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => Within(() => d(state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs one of those that were posted; false when there is none.</summary>
    public bool RunOne()
    {
        (SendOrPostCallback Run, object? State) next;
        lock (_posted)
        {
            if (_posted.Count == 0) return false;

            var index = chance.Next(_posted.Count);
            next = _posted[index];
            _posted.RemoveAt(index);
        }

        Within(() => next.Run(next.State));
        return true;
    }

    /// <summary>Begins something, whose continuations come back here.</summary>
    public void Within(Action begin)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            begin();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}

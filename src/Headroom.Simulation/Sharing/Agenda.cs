namespace Headroom.Simulation.Sharing;

/// <summary>What will happen to running jobs unless something comes between, earliest first.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<AgendaItem, (long At, long Rank)> _items = new();
    private long _sequence;

    /// <summary>
    /// Adds an item. At one instant saves come first, then ends, then stops, each in order of addition.
    /// </summary>
    public void Add(long at, AgendaItem item) =>
        _items.Enqueue(item, (at, ((long)item.Kind << 56) + _sequence++));

    /// <summary>The first item and its time in milliseconds, if there is one.</summary>
    public bool TryPeek(out AgendaItem item, out long at)
    {
        var isThere = _items.TryPeek(out item, out var first);
        at = first.At;
        return isThere;
    }

    /// <summary>Takes the first item away.</summary>
    public void Drop() => _items.Dequeue();
}

/// <summary>Something due for one job.</summary>
/// <param name="Kind">What.</param>
/// <param name="Job">Place of the job in the input.</param>
/// <param name="Version">It counts only while this is the job's number.</param>
internal readonly record struct AgendaItem(AgendaKind Kind, int Job, int Version);

/// <summary>What can be due, in the order in which it happens at one instant.</summary>
internal enum AgendaKind
{
    /// <summary>It saves its work.</summary>
    Save = 0,

    /// <summary>It ends by itself, or its time limit is reached.</summary>
    End = 1,

    /// <summary>It has been told to stop, and does.</summary>
    Stop = 2,
}

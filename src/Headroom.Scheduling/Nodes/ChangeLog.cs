namespace Headroom.Scheduling.Nodes;

/// <summary>
/// The nodes that changed lately, in order, so that whoever keeps a figure for each node renews only what is stale.
/// Bounded: a reader that has been away for too long renews everything.
/// </summary>
public sealed class ChangeLog
{
    private const int Capacity = 4096;

    private readonly int[] _ring = new int[Capacity];

    /// <summary>Changes since the beginning.</summary>
    public long Count { get; private set; }

    /// <summary>Whether every change since <paramref name="seen"/> can still be read.</summary>
    public bool Covers(long seen) => Count - seen <= Capacity;

    /// <summary>The node of change number <paramref name="change"/>, from 0.</summary>
    public int this[long change] => _ring[change % Capacity];

    internal void Add(int node) => _ring[Count++ % Capacity] = node;
}

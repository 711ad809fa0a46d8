namespace Headroom.Scheduling.Peers.EvictRefill;

/// <summary>What an operator of the system would set.</summary>
public sealed record EvictRefillOptions
{
    /// <summary>
    /// Jobs of a queue are evicted only when it has more than so many thousandths of its adjusted fair share, at
    /// least 0.
    /// </summary>
    public int ProtectedFractionPermille { get; init; } = 1000;

    /// <summary>Most waiting jobs of a queue that a cycle looks at, at least 1.</summary>
    public int QueueLookbackMax { get; init; } = 1000;
}

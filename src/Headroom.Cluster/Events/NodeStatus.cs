namespace Headroom.Cluster.Events;

/// <summary>What a node is good for. Written to events: never renumber.</summary>
public enum NodeStatus
{
    /// <summary>Takes work.</summary>
    InService = 0,

    /// <summary>Finishes its work and takes no new.</summary>
    Cordoned = 1,

    /// <summary>Gone; what becomes of the jobs on it is told by events of their own.</summary>
    Failed = 2,

    /// <summary>
    /// Closed by its cluster, held by others, or out of reach: what runs there goes on, and it takes no new work until
    /// that is over.
    /// </summary>
    Closed = 3,
}

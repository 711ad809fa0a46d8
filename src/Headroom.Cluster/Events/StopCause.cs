namespace Headroom.Cluster.Events;

/// <summary>
/// Why a running job is stopped and queued again when no other job is to have its place. Written to events: never
/// renumber.
/// </summary>
public enum StopCause
{
    /// <summary>Someone asked for it.</summary>
    Requeued = 1,

    /// <summary>One of its nodes was drained.</summary>
    Drained = 2,

    /// <summary>Nothing of its run is there any more, and nobody saw it end.</summary>
    Lost = 3,
}

namespace Headroom.Cluster.Jobs;

/// <summary>How close together the tasks of a gang shall run.</summary>
/// <param name="Level">All tasks in one part of this level.</param>
/// <param name="IsRequired">
/// Whether the job waits until that is possible; otherwise the next level out is tried when it is not.
/// </param>
public sealed record TopologyWish(TopologyLevel Level, bool IsRequired);

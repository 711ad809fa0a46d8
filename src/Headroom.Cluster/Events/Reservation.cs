namespace Headroom.Cluster.Events;

/// <summary>A promise of nodes from a time on.</summary>
/// <param name="Job">Waiting job that it is for.</param>
/// <param name="Start">When the job is to start, in milliseconds.</param>
/// <param name="Resource">Index of the chip model that it was planned with.</param>
/// <param name="Tasks">Where its tasks are to run.</param>
/// <param name="IsReclaim">
/// Whether others were told to stop for it: then it counts as use of its queue already.
/// </param>
public sealed record Reservation(
    JobId Job, long Start, int Resource, ValueList<TaskPlacement> Tasks, bool IsReclaim);

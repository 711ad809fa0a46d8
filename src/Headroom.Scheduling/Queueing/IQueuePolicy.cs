namespace Headroom.Scheduling.Queueing;

/// <summary>
/// Decides which waiting job starts next, and where. It holds its own view of the fleet, is told what happens in order
/// of time, and never takes back a start. Not thread-safe.
/// </summary>
public interface IQueuePolicy
{
    /// <summary>A job joins the queue. Jobs come in order of <see cref="QueuedJob.Order"/>.</summary>
    void Submit(in QueuedJob job, long now);

    /// <summary>
    /// A started job is done and gives back its nodes; all that finish at one instant are told before the next start.
    /// </summary>
    void Finish(in StartedJob job, long now);

    /// <summary>
    /// The next job to start at <paramref name="now"/>; false when no further job may start at this instant.
    /// </summary>
    bool TryStart(long now, out StartedJob started);

    /// <summary>
    /// When the policy wants to be asked again though nothing happens before; <see cref="long.MaxValue"/> for never.
    /// </summary>
    long NextWake => long.MaxValue;
}

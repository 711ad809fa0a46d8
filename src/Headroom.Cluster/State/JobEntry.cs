using Headroom.Cluster.Jobs;

namespace Headroom.Cluster.State;

/// <summary>A job and what became of it so far. Only the state of its cluster changes it.</summary>
public sealed class JobEntry
{
    internal JobEntry(Job job, int shapeIndex, QueueState queue)
    {
        (Job, ShapeIndex, Queue) = (job, shapeIndex, queue);
        HasConditions = job.NotBeforeMilliseconds > 0 || job.After.Count > 0 || job.Array is not null;
    }

    /// <summary>The job as it was submitted.</summary>
    public Job Job { get; }

    /// <summary>
    /// Its number among the live jobs, below <see cref="ClusterState.SlotCount"/>: a later job has it when it has ended.
    /// </summary>
    public int Slot { get; internal set; }

    /// <summary>Number of its shape: equal for jobs that ask for the same.</summary>
    public int ShapeIndex { get; }

    /// <summary>Its queue.</summary>
    public QueueState Queue { get; }

    /// <summary>Whether a time, other jobs or its array may keep it from starting.</summary>
    public bool HasConditions { get; }

    /// <summary>Where it stands.</summary>
    public JobPhase Phase { get; internal set; }

    /// <summary>Rank of its last start among all starts, from 1; 0 before the first.</summary>
    public long Sequence { get; internal set; }

    /// <summary>Its last start, in milliseconds.</summary>
    public long StartedAt { get; internal set; }

    /// <summary>
    /// Its last save since that start, in milliseconds; the start itself when it has not saved since.
    /// </summary>
    public long SavedAt { get; internal set; }

    /// <summary>How long it ran before its last start, in milliseconds.</summary>
    public long RanBeforeMilliseconds { get; internal set; }

    /// <summary>How often it was stopped and queued again, for whatever cause.</summary>
    public int Preemptions { get; internal set; }

    /// <summary>Since when it is owed room that others borrow, in milliseconds; null when it is not.</summary>
    public long? ClaimedSince { get; internal set; }

    /// <summary>Index of the chip model that it runs with, or of processors.</summary>
    public int Resource { get; internal set; }

    /// <summary>What each of its tasks takes there.</summary>
    public TaskNeed Need { get; internal set; }

    /// <summary>Where its tasks run; empty while it waits.</summary>
    public ValueList<TaskPlacement> Tasks { get; internal set; } = NoTasks;

    /// <summary>The promise that it holds; null without one.</summary>
    public Events.Reservation? Reservation { get; internal set; }

    /// <summary>
    /// What it counts as use of <see cref="Resource"/>, in thousandths: its accelerators, and its processors only when
    /// it has none.
    /// </summary>
    public long MilliHeld => Tasks.Count * Need.QuotaMilli;

    internal static ValueList<TaskPlacement> NoTasks { get; } = [];

    internal JobEntry CopyIn(QueueState queue) => new(Job, ShapeIndex, queue)
    {
        Slot = Slot,
        Phase = Phase,
        Sequence = Sequence,
        StartedAt = StartedAt,
        SavedAt = SavedAt,
        RanBeforeMilliseconds = RanBeforeMilliseconds,
        Preemptions = Preemptions,
        ClaimedSince = ClaimedSince,
        Resource = Resource,
        Need = Need,
        Tasks = Tasks,
        Reservation = Reservation,
    };
}

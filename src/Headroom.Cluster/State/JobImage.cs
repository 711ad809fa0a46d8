using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;

namespace Headroom.Cluster.State;

/// <summary>A job of an image: what <see cref="JobEntry"/> shows, which has the meaning of each field.</summary>
public sealed record JobImage
{
    /// <summary>The job as it was submitted.</summary>
    public required Job Job { get; init; }

    /// <summary>Number of its shape.</summary>
    public required int ShapeIndex { get; init; }

    /// <summary>Number of its queue.</summary>
    public required int Queue { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobPhase Phase { get; init; }

    /// <summary>Rank of its last start; 0 before the first.</summary>
    public long Sequence { get; init; }

    /// <summary>Its last start, in milliseconds.</summary>
    public long StartedAt { get; init; }

    /// <summary>Its last save, in milliseconds.</summary>
    public long SavedAt { get; init; }

    /// <summary>How long it ran before its last start, in milliseconds.</summary>
    public long RanBeforeMilliseconds { get; init; }

    /// <summary>How often it was preempted.</summary>
    public int Preemptions { get; init; }

    /// <summary>Since when it is owed room, in milliseconds; null when it is not.</summary>
    public long? ClaimedSince { get; init; }

    /// <summary>Resource that it ran with last.</summary>
    public int Resource { get; init; }

    /// <summary>What each of its tasks took there.</summary>
    public TaskNeed Need { get; init; }

    /// <summary>Where its tasks run; empty while it waits.</summary>
    public ValueList<TaskPlacement> Tasks { get; init; } = JobEntry.NoTasks;

    /// <summary>The promise that it holds; null without one.</summary>
    public Reservation? Reservation { get; init; }

    internal static JobImage Of(JobEntry entry) => new()
    {
        Job = entry.Job,
        ShapeIndex = entry.ShapeIndex,
        Queue = entry.Queue.Index,
        Phase = entry.Phase,
        Sequence = entry.Sequence,
        StartedAt = entry.StartedAt,
        SavedAt = entry.SavedAt,
        RanBeforeMilliseconds = entry.RanBeforeMilliseconds,
        Preemptions = entry.Preemptions,
        ClaimedSince = entry.ClaimedSince,
        Resource = entry.Resource,
        Need = entry.Need,
        Tasks = entry.Tasks,
        Reservation = entry.Reservation,
    };

    /// <summary>The entry again, in a fleet that may number its resources otherwise.</summary>
    internal JobEntry Entry(QueueState queue, Func<int, int> resource) => new(Job, ShapeIndex, queue)
    {
        Phase = Phase,
        Sequence = Sequence,
        StartedAt = StartedAt,
        SavedAt = SavedAt,
        RanBeforeMilliseconds = RanBeforeMilliseconds,
        Preemptions = Preemptions,
        ClaimedSince = ClaimedSince,
        Resource = Sequence == 0 ? Resource : resource(Resource),
        Need = Need,
        Tasks = Tasks,
        Reservation = Reservation is { } promise ? promise with { Resource = resource(promise.Resource) } : null,
    };
}

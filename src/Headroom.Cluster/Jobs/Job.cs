namespace Headroom.Cluster.Jobs;

/// <summary>A job as it was submitted. It does not change; a change is a new job.</summary>
public sealed record Job
{
    /// <summary>Most jobs that one job may wait for.</summary>
    public const int DependenciesMax = 1024;

    /// <summary>Its name for the engine.</summary>
    public required JobId Id { get; init; }

    /// <summary>What it asks of the fleet.</summary>
    public required JobShape Shape { get; init; }

    /// <summary>Name of its queue, which has no queues below it.</summary>
    public required string Queue { get; init; }

    /// <summary>Submission in milliseconds since the fleet's own zero, at least 0.</summary>
    public required long SubmittedMilliseconds { get; init; }

    /// <summary>Who submitted it; empty when unknown.</summary>
    public string User { get; init; } = "";

    /// <summary>Name that its user gave it; with <see cref="User"/> it tells which jobs resemble each other.</summary>
    public string Name { get; init; } = "";

    /// <summary>Higher goes first within its queue.</summary>
    public int Priority { get; init; }

    /// <summary>
    /// Whether it may be preempted. One that may not runs only within its own queue's nominal quota.
    /// </summary>
    public bool IsPreemptible { get; init; } = true;

    /// <summary>Longest runtime in milliseconds, after which it is stopped; null for the policy's default.</summary>
    public long? TimeLimitMilliseconds { get; init; }

    /// <summary>
    /// How often it saves its work, in milliseconds; 0 when it never does and everything is lost at a preemption.
    /// </summary>
    public long CheckpointMilliseconds { get; init; }

    /// <summary>Time that a restart takes before work goes on, in milliseconds, at least 0.</summary>
    public long RestartMilliseconds { get; init; }

    /// <summary>It must not start earlier, in milliseconds; 0 for at once.</summary>
    public long NotBeforeMilliseconds { get; init; }

    /// <summary>
    /// It can wait for a cheaper or cleaner hour until then, in milliseconds; null when it wants to start at once.
    /// </summary>
    public long? StartByMilliseconds { get; init; }

    /// <summary>Jobs that have to end before.</summary>
    public ValueList<Dependency> After { get; init; } = [];

    /// <summary>First job of the array that it belongs to; null when it belongs to none.</summary>
    public JobId? Array { get; init; }

    /// <summary>Most jobs of its array that run at once; 0 for any number.</summary>
    public int ArrayRunningMax { get; init; }
}

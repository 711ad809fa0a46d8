namespace Headroom.Cluster;

/// <summary>One job of a recorded history: what a replay of a queue over time needs.</summary>
public sealed record RecordedJob
{
    /// <summary>
    /// Latest submission and longest runtime and limit: a hundred years, so that seconds since 1970 will do as
    /// submissions.
    /// </summary>
    public const long MillisecondsMax = 36_525L * 24 * 3_600_000;

    /// <summary>Most jobs of one history.</summary>
    public const int CountMax = 10_000_000;

    /// <summary>Unique in its history, as the site wrote it.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// Who submitted it; empty when unknown. With <see cref="Name"/> it tells which jobs resemble each other.
    /// </summary>
    public string User { get; init; } = "";

    /// <summary>Tenant, account or virtual cluster that is charged; empty when unknown.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>Partition or pool that it ran in; empty when unknown.</summary>
    public string Pool { get; init; } = "";

    /// <summary>Kind of its accelerators; empty when unknown.</summary>
    public string Chip { get; init; } = "";

    /// <summary>Name or model that the user gave it; empty when unknown.</summary>
    public string Name { get; init; } = "";

    /// <summary>Accelerators of the whole gang, at least 0.</summary>
    public required int GpuCount { get; init; }

    /// <summary>Submission in milliseconds since the history's own zero, 0 to <see cref="MillisecondsMax"/>.</summary>
    public required long SubmittedMilliseconds { get; init; }

    /// <summary>
    /// How long it ran, in milliseconds, 0 to <see cref="MillisecondsMax"/>. A policy may look at it only after the job
    /// has finished, unless the policy is a clairvoyant reference by definition (sjf, srtf, srsf).
    /// </summary>
    public required long RuntimeMilliseconds { get; init; }

    /// <summary>
    /// When it started, in milliseconds since the history's own zero; null where the history does not tell. No replay
    /// looks at it: it is what the site's own scheduler did.
    /// </summary>
    public long? StartedMilliseconds { get; init; }

    /// <summary>The time limit asked for, in milliseconds; null when none was recorded or it was unlimited.</summary>
    public long? TimeLimitMilliseconds { get; init; }

    /// <summary>The training loop behind the runtime; null where the history does not tell it.</summary>
    public TrainingLoop? Training { get; init; }
}

/// <summary>A job's work as so many equal iterations.</summary>
/// <param name="Iterations">How many, at least 1.</param>
/// <param name="IterationMilliseconds">How long each takes, above 0.</param>
/// <param name="ModelName">Model trained, as the history writes it.</param>
public sealed record TrainingLoop(long Iterations, double IterationMilliseconds, string ModelName);

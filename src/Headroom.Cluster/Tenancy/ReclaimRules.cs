namespace Headroom.Cluster.Tenancy;

/// <summary>When lent quota is taken back, and from whom.</summary>
public sealed record ReclaimRules
{
    /// <summary>Longest grace time and longest minimum runtime: a year of 365 days.</summary>
    public const long MillisecondsMax = 365 * 86_400_000L;

    /// <summary>Longest time to stop: a day.</summary>
    public const long StopMillisecondsMax = 86_400_000L;

    /// <summary>Highest cap on the preemptions of one job.</summary>
    public const int PreemptionsLimit = 1000;

    /// <summary>
    /// How long a job that is owed room, or has a higher priority, waits for others to end by themselves, in
    /// milliseconds, before one is preempted for it.
    /// </summary>
    public long NaturalChurnMilliseconds { get; init; }

    /// <summary>
    /// Longest time in milliseconds that lent quota may be kept from a job that is owed it. Past it, neither minimum
    /// runtime nor the cap on preemptions protects a borrower. At least <see cref="NaturalChurnMilliseconds"/>.
    /// </summary>
    public long GraceMilliseconds { get; init; } = 600_000;

    /// <summary>A job is not preempted earlier than so many milliseconds after its start.</summary>
    public long RuntimeMillisecondsMin { get; init; }

    /// <summary>How often one job is preempted at most, before the grace time ends; at least 1.</summary>
    public int PreemptionsPerJobMax { get; init; } = 3;

    /// <summary>Time that a preempted job has to save its work and stop, in milliseconds.</summary>
    public long StopMilliseconds { get; init; }
}

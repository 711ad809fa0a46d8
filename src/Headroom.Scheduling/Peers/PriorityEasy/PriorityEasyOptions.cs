namespace Headroom.Scheduling.Peers.PriorityEasy;

/// <summary>Weights of the factors of a job's priority, and whether guarantees are approximated.</summary>
public sealed record PriorityEasyOptions
{
    /// <summary>
    /// Weight of the fair share factor, at least 0; as in the configuration example of Slurm's Multifactor Priority
    /// page.
    /// </summary>
    public int FairShareWeight { get; init; } = 10_000;

    /// <summary>Weight of the age factor, at least 0; as in the same example.</summary>
    public int AgeWeight { get; init; } = 1_000;

    /// <summary>Age from which on the factor is 1, in milliseconds, at least 1: 14 days in the same example.</summary>
    public long AgeMillisecondsMax { get; init; } = 14 * 24 * 3_600_000L;

    /// <summary>
    /// Whether jobs within their queue's nominal quota preempt those that run beyond theirs: the usual approximation of
    /// guaranteed quota by a preemptable quality of service. Off by default, since it is not the rule of one pool.
    /// </summary>
    public bool PreemptsBeyondQuota { get; init; }
}

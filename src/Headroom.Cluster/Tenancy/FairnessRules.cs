namespace Headroom.Cluster.Tenancy;

/// <summary>How use of the past counts against a queue.</summary>
public sealed record FairnessRules
{
    /// <summary>Longest half-life: ten years of 365 days.</summary>
    public const long HalfLifeMillisecondsMax = 3650 * 86_400_000L;

    /// <summary>Longest runtime that a start is charged for: a day.</summary>
    public const long EntryMillisecondsMax = 86_400_000L;

    /// <summary>
    /// Time in which past use loses half its weight, in milliseconds; 0 to count only use of the moment.
    /// </summary>
    public long HalfLifeMilliseconds { get; init; } = 24 * 3_600_000L;

    /// <summary>
    /// Runtime that every start is charged for at once, besides what it then uses, in milliseconds: a burst of short
    /// jobs is seen before it is over (entry penalty of Kueue's KEP-4136).
    /// </summary>
    public long EntryMilliseconds { get; init; } = 60_000;

    /// <summary>
    /// Whether queues may also reclaim their weighted share of what nobody is owed, not only their nominal quota.
    /// </summary>
    public bool ReclaimsWeightedShare { get; init; }
}

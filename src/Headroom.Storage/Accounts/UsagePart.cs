namespace Headroom.Storage.Accounts;

/// <summary>
/// What a tenant held of one resource in one region: a stretch, as far as it lies within the time that was asked for,
/// or a sum over one quarter hour of stretches that were rolled up.
/// </summary>
/// <param name="Job">The job; null for a sum.</param>
/// <param name="Tenant">Who is charged.</param>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Region">The region; empty where it has no name.</param>
/// <param name="Began">In milliseconds.</param>
/// <param name="Ended">
/// In milliseconds, after <paramref name="Began"/>; of a stretch that lasts, the now of the question.
/// </param>
/// <param name="MilliMilliseconds">
/// Thousandths of the resource times milliseconds; of a stretch as many in every millisecond.
/// </param>
public sealed record UsagePart(
    long? Job, string Tenant, string Resource, string Region, long Began, long Ended, long MilliMilliseconds)
{
    /// <summary>Milliseconds of a quarter hour, the least time that a sum is of.</summary>
    public const long Quarter = 900_000;
}

/// <summary>What is asked of the use of a store.</summary>
/// <param name="From">Begin in milliseconds, at a whole quarter hour.</param>
/// <param name="Before">End in milliseconds, at a whole quarter hour.</param>
/// <param name="Now">Until when running jobs count, in milliseconds.</param>
/// <param name="Tenant">Only of this tenant; null for all.</param>
public sealed record UsageQuery(long From, long Before, long Now, string? Tenant = null);

namespace Headroom.Metering;

/// <summary>
/// What a tenant held of one resource in one region over a time: of a job as much in every millisecond, else a sum
/// within one quarter hour.
/// </summary>
/// <param name="Job">The job; null for a sum over jobs that are no longer told apart.</param>
/// <param name="Tenant">Who is charged.</param>
/// <param name="Chip">Name of the resource.</param>
/// <param name="Region">The region; empty where it has no name.</param>
/// <param name="Began">In milliseconds.</param>
/// <param name="Ended">In milliseconds, after <paramref name="Began"/>.</param>
/// <param name="Micro">
/// Millionths of a resource times a second, which are thousandths of it times a millisecond: the exact amount.
/// </param>
public sealed record UsePart(
    long? Job, string Tenant, string Chip, string Region, long Began, long Ended, long Micro)
{
    /// <summary>The amount between two times within the part.</summary>
    public long MicroBetween(long from, long before) =>
        from == Began && before == Ended ? Micro : Micro / (Ended - Began) * (before - from);

    /// <summary>The same between two times; null when nothing of it lies there. A sum is whole or not at all.</summary>
    public UsePart? Within(long from, long before)
    {
        if (Job is null) return Began >= from && Began < before ? this : null;

        var (began, ended) = (Math.Max(Began, from), Math.Min(Ended, before));
        return began >= ended ? null : this with { Began = began, Ended = ended, Micro = MicroBetween(began, ended) };
    }
}

namespace Headroom.Exchange.Listings;

/// <summary>A step of a price curve.</summary>
/// <param name="ToHours">GPU-hours up to which it holds, counted from the first; null on the last step alone.</param>
/// <param name="MicroPerHour">Price of a GPU-hour within it, in millionths of the currency.</param>
public sealed record PriceStep(long? ToHours, long MicroPerHour);

/// <summary>
/// What GPU-hours cost: each step holds for the hours within it, so that one more hour never makes all dearer.
/// </summary>
/// <param name="Steps">In growing order of hours, at least one.</param>
public sealed record PriceCurve(IReadOnlyList<PriceStep> Steps)
{
    /// <summary>Most steps.</summary>
    public const int StepsMax = 16;

    private const long SecondsAnHour = 3600;

    /// <summary>Cost of GPU-seconds in millionths, rounded up; at most <see cref="Money.MicroMax"/>.</summary>
    /// <param name="gpuSeconds">At least 0.</param>
    public long Cost(long gpuSeconds)
    {
        Int128 parts = 0;
        var from = 0L;
        for (var index = 0; index < Steps.Count && from < gpuSeconds; index++)
        {
            var step = Steps[index];
            var to = step.ToHours is { } hours ? Math.Min(gpuSeconds, hours * SecondsAnHour) : gpuSeconds;
            if (to > from) parts += (Int128)(to - from) * step.MicroPerHour;
            from = Math.Max(from, to);
        }

        // Nearly all costs fit into 64 bits, whose division is many times faster: millions of pairs are priced.
        var whole = parts + SecondsAnHour - 1;
        var cost = whole <= long.MaxValue ? (long)whole / SecondsAnHour : whole / SecondsAnHour;
        return cost > Money.MicroMax ? Money.MicroMax : (long)cost;
    }
}

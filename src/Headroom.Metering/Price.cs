using Headroom.Cluster;

namespace Headroom.Metering;

/// <summary>What an hour of one resource costs.</summary>
/// <param name="Chip">
/// Name of the resource: a chip model, by the hour of one accelerator, or <c>cpu</c>, by the hour of one core.
/// </param>
/// <param name="Region">Region that it holds for; empty for all that have none of their own.</param>
/// <param name="Hours">
/// Millionths of the currency, 0 to <see cref="MicroMax"/>: one value, or one for each hour of the day from midnight
/// on.
/// </param>
public sealed record Price(string Chip, string Region, ValueList<long> Hours)
{
    /// <summary>Highest price of an hour: a million, so that sums over all fleets and times fit.</summary>
    public const long MicroMax = 1_000_000 * Currency.Micro;

    /// <summary>Hours of a day.</summary>
    public const int HoursOfDay = 24;

    /// <summary>Whether it is the same at all hours.</summary>
    public bool IsFlat => Hours.Count == 1;

    /// <summary>The price at an hour of the day, 0 to 23.</summary>
    public long At(int hour) => Hours.Count == 1 ? Hours[0] : Hours[hour];

    /// <summary>The highest price of a day.</summary>
    public long Highest => Hours.Max();
}

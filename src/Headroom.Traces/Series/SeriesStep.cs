using System.Globalization;

namespace Headroom.Traces.Series;

/// <summary>The distance between neighbours of a series.</summary>
/// <param name="Size">In the unit of its times, at least 1.</param>
/// <param name="Months">Months of the calendar; 0 for steps of equal length.</param>
/// <param name="Unit">What <paramref name="Size"/> is counted in.</param>
internal readonly record struct SeriesStep(long Size, int Months, SeriesUnit Unit)
{
    private const int HourSeconds = 3600;

    /// <summary>As a length of time; zero where it has none.</summary>
    public TimeSpan Length => Unit == SeriesUnit.Second ? TimeSpan.FromSeconds(Size) : TimeSpan.Zero;

    /// <summary>Whether it is an hour or a part of one, where daylight saving shows.</summary>
    public bool IsHours => Unit == SeriesUnit.Second && Size <= HourSeconds;

    /// <summary>How many steps a time is after the first; null where it lies between two.</summary>
    public long? Place(SeriesTime first, SeriesTime at)
    {
        if (Months == 0) return (at.Value - first.Value) % Size == 0 ? (at.Value - first.Value) / Size : null;

        var start = DateTimeOffset.FromUnixTimeSeconds(first.Value);
        var end = DateTimeOffset.FromUnixTimeSeconds(at.Value);
        var months = 12 * (end.Year - start.Year) + end.Month - start.Month;
        return months % Months == 0 ? months / Months : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Months > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Months} months")
        : Unit == SeriesUnit.Second ? Length.ToString("c", CultureInfo.InvariantCulture) : "1 place";
}

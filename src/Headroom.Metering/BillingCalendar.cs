namespace Headroom.Metering;

/// <summary>
/// Days and hours of one place, by an offset that is the same all the year: with daylight saving a day would have 23
/// hours, and an hour of the day two prices. Times are Unix milliseconds.
/// </summary>
/// <param name="OffsetMinutes">
/// What its clocks show beyond UTC, <see cref="OffsetMinutesMin"/> to <see cref="OffsetMinutesMax"/>, whole quarter
/// hours.
/// </param>
public sealed record BillingCalendar(int OffsetMinutes)
{
    /// <summary>The offset of the westernmost time zone.</summary>
    public const int OffsetMinutesMin = -12 * 60;

    /// <summary>The offset of the easternmost time zone.</summary>
    public const int OffsetMinutesMax = 14 * 60;

    /// <summary>Milliseconds of a quarter hour: every boundary of days, hours and prices lies on a whole one.</summary>
    public const long Quarter = 900_000;

    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;

    private static readonly int UnixEpoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>The day of a time, which is at least 0 and before the year 4700.</summary>
    public DateOnly DayOf(long time) =>
        DateOnly.FromDayNumber(UnixEpoch + (int)((Local(time) - Modulo(Local(time), Day)) / Day));

    /// <summary>The hour of the day, 0 to 23.</summary>
    public int HourOf(long time) => (int)(Modulo(Local(time), Day) / Hour);

    /// <summary>When a day begins.</summary>
    public long BeginOf(DateOnly day) => (day.DayNumber - UnixEpoch) * Day - OffsetMinutes * 60_000L;

    /// <summary>When the next hour begins.</summary>
    public long NextHour(long time) => time + Hour - Modulo(Local(time), Hour);

    /// <summary>When the next day begins.</summary>
    public long NextDay(long time) => time + Day - Modulo(Local(time), Day);

    // A place west of Greenwich has its first hours before the zero of times.
    private long Local(long time) => time + OffsetMinutes * 60_000L;

    private static long Modulo(long value, long divisor) => (value % divisor + divisor) % divisor;
}

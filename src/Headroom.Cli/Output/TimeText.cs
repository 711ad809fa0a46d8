using System.Globalization;

namespace Headroom.Cli.Output;

/// <summary>Times as people read them, in UTC.</summary>
internal static class TimeText
{
    // The years 1 to 9999, which are all that the calendar has.
    private static readonly long Least = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Most = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>A time in Unix milliseconds, such as <c>2026-07-31 09:05:00Z</c>.</summary>
    public static string Of(long? milliseconds) => milliseconds is { } at && at >= Least && at <= Most
        ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : NumberText.None;

    /// <inheritdoc cref="Of(long?)"/>
    public static string Of(DateTimeOffset time) => Of(time.ToUnixTimeMilliseconds());

    /// <summary>The span between two times; nothing where one is missing, 0 where clocks differ.</summary>
    public static string Span(long? from, long? to) => from is { } began && to is { } ended
        ? NumberText.Duration(Math.Max(0, (ended - (double)began) / 1000))
        : NumberText.None;
}

using System.Globalization;
using Headroom.Traces.Jobs;

namespace Headroom.Traces.Sacct;

/// <summary>Reads dates and spans of time as sacct prints them.</summary>
internal static class SacctTime
{
    /// <summary>What to do about a date that cannot be read.</summary>
    public const string DateRemedy = "write it as 2024-05-01T12:00:00 or in seconds since 1970, in 2000 to 2099";

    private const string DateFormat = "yyyy-MM-ddTHH:mm:ss";
    private const long Hour = 60 * JobBounds.Minute;
    private const long Day = 24 * Hour;

    // From 2000, before the first Slurm, for as long as a history may be: one date of 1970 would move all other jobs by
    // decades.
    private const long EarliestDate = 946_684_800 * JobBounds.Second;
    private const long LatestDate = EarliestDate + JobBounds.MillisecondsMax - 1;

    /// <summary>Whether sacct says with this text that it has no value.</summary>
    public static bool IsUnknown(ReadOnlySpan<char> text) =>
        text.IsWhiteSpace() || text is "Unknown" or "None" or "INVALID" or "N/A" or "(null)";

    /// <summary>
    /// A date as milliseconds since 1970: <c>2024-05-01T12:00:00</c>, or seconds since 1970 where the site sets that
    /// format. The site's local time is taken as UTC, since the file does not tell its zone and only differences
    /// matter.
    /// </summary>
    public static bool TryDate(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        if (DateTime.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            milliseconds = (date - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
        else if (TryDigits(text, out var seconds) && seconds <= LatestDate / JobBounds.Second)
            milliseconds = seconds * JobBounds.Second;

        return milliseconds is >= EarliestDate and <= LatestDate;
    }

    /// <summary>
    /// A span in milliseconds: <c>1-02:03:04</c>, <c>02:03:04</c>, <c>03:04</c>, each with or without <c>.567</c>,
    /// and <c>1-02</c>.
    /// </summary>
    public static bool TrySpan(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        var dash = text.IndexOf('-');
        if (dash < 0)
            return TryClock(text, Hour, out milliseconds) || TryClock(text, JobBounds.Minute, out milliseconds);
        if (!TryPart(text[..dash], out var days)) return false;
        if (!TryClock(text[(dash + 1)..], Hour, out milliseconds, mayEndEarly: true)) return false;

        milliseconds += days * Day;
        return milliseconds <= JobBounds.MillisecondsMax;
    }

    // Parts from the unit down to seconds, divided by colons. Only the first may exceed what its unit holds.
    private static bool TryClock(ReadOnlySpan<char> text, long unit, out long milliseconds, bool mayEndEarly = false)
    {
        milliseconds = 0;
        for (var isFirst = true; ; isFirst = false)
        {
            var colon = text.IndexOf(':');
            var part = colon < 0 ? text : text[..colon];
            if (unit == JobBounds.Second) return colon < 0 && TrySeconds(part, ref milliseconds);
            if (!TryPart(part, out var count) || (!isFirst && count >= 60)) return false;

            milliseconds += count * unit;
            if (colon < 0) return mayEndEarly;

            text = text[(colon + 1)..];
            unit /= 60;
        }
    }

    private static bool TrySeconds(ReadOnlySpan<char> text, ref long milliseconds)
    {
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        if (!TryPart(whole, out var seconds) || seconds >= 60) return false;

        milliseconds += seconds * JobBounds.Second;
        if (point < 0) return milliseconds <= JobBounds.MillisecondsMax;
        if (text.Length - point is < 2 or > 10) return false;

        if (!TryDigits(text[(point + 1)..], out var fraction)) return false;

        var divisor = Math.Pow(10, text.Length - point - 1);
        milliseconds += (long)Math.Round(fraction * JobBounds.Second / divisor, MidpointRounding.AwayFromZero);
        return milliseconds <= JobBounds.MillisecondsMax;
    }

    // At most seven digits, so that no sum of parts can overflow.
    private static bool TryPart(ReadOnlySpan<char> text, out long count)
    {
        count = 0;
        return text.Length <= 7 && TryDigits(text, out count);
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

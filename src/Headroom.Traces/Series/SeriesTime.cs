using System.Globalization;

namespace Headroom.Traces.Series;

/// <summary>What a time in a file is counted in.</summary>
internal enum SeriesUnit
{
    /// <summary>Places in a row, which have no length.</summary>
    Position,

    /// <summary>Seconds of UTC.</summary>
    Second,
}

/// <summary>A time as it was written.</summary>
/// <param name="Value">In units.</param>
/// <param name="HasOffset">Whether it said its distance from UTC; null where that means nothing.</param>
/// <param name="Unit">What it is counted in.</param>
internal readonly record struct SeriesTime(long Value, bool? HasOffset, SeriesUnit Unit)
{
    // A whole number as large as this counts seconds since 1970, a smaller one places in a row.
    private const long SecondsLeast = 100_000_000;

    // As large as this, milliseconds.
    private const long MillisecondsLeast = 100_000_000_000;

    /// <summary>Reads a time; null when it is none.</summary>
    public static SeriesTime? Parse(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number switch
            {
                >= MillisecondsLeast => new SeriesTime(number / 1000, null, SeriesUnit.Second),
                >= SecondsLeast => new SeriesTime(number, null, SeriesUnit.Second),
                _ => new SeriesTime(number, null, SeriesUnit.Position),
            };
        }

        if (!DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return null;
        }

        var hasClock = text.Contains(':', StringComparison.Ordinal);
        var clock = text.IndexOf(':', StringComparison.Ordinal);
        bool? hasOffset = hasClock ? text.EndsWith('Z') || text.AsSpan(clock).IndexOfAny('+', '-') >= 0 : null;
        return new SeriesTime(time.ToUnixTimeSeconds(), hasOffset, SeriesUnit.Second);
    }

    /// <summary>As people write it.</summary>
    public override string ToString() => Unit == SeriesUnit.Second
        ? DateTimeOffset.FromUnixTimeSeconds(Value).ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)
        : Value.ToString(CultureInfo.InvariantCulture);
}

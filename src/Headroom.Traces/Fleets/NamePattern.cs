using System.Globalization;

namespace Headroom.Traces.Fleets;

/// <summary>
/// A name, or many with a number that runs, written <c>gpu-{0..99}</c>; numbers are as wide as the first when that
/// begins with a zero, as in <c>gpu-{00..99}</c>.
/// </summary>
internal sealed record NamePattern(string Before, int First, int Last, int Width, string After)
{
    private const int DigitsMax = 9;

    /// <summary>How many names it makes, at least 1.</summary>
    public int Count => Last - First + 1;

    /// <summary>Whether a number runs in it.</summary>
    public bool Runs => Width >= 0;

    /// <summary>The name at an index from 0.</summary>
    public string At(int index) => Runs
        ? $"{Before}{(First + index).ToString(CultureInfo.InvariantCulture).PadLeft(Width, '0')}{After}"
        : Before;

    /// <summary>A text that is one name, as it is.</summary>
    public static NamePattern One(string text) => new(text, 0, 0, Width: -1, "");

    /// <summary>Reads a text; null when its braces hold no range.</summary>
    public static NamePattern? Parse(string text)
    {
        if (text.AsSpan().IndexOfAny('{', '}') < 0) return One(text);

        var (open, close) = (text.IndexOf('{', StringComparison.Ordinal), text.IndexOf('}', StringComparison.Ordinal));
        if (open < 0 || close < open || text.AsSpan(close + 1).IndexOfAny('{', '}') >= 0) return null;
        if (text[(open + 1)..close].Split("..") is not [var first, var last]) return null;
        if (Number(first) is not { } from || Number(last) is not { } to || from > to) return null;

        return new(text[..open], from, to, first.StartsWith('0') ? first.Length : 0, text[(close + 1)..]);
    }

    private static int? Number(string text) =>
        text.Length <= DigitsMax && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

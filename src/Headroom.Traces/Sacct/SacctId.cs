namespace Headroom.Traces.Sacct;

/// <summary>Reads the column JobID.</summary>
internal static class SacctId
{
    /// <summary>Whether the line is about a step: <c>123.batch</c>, <c>123_7.0</c>, <c>123+1.extern</c>.</summary>
    public static bool IsStep(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        return point > 0 && point < text.Length - 1 && IsJob(text[..point]);
    }

    /// <summary>
    /// Whether the text names a job: <c>123</c>, one task of an array <c>123_7</c>, the waiting rest of an array
    /// <c>123_[8-20%4]</c>, or one component of a heterogeneous job <c>123+0</c>.
    /// </summary>
    public static bool IsJob(ReadOnlySpan<char> text)
    {
        var mark = text.IndexOfAny('_', '+');
        if (mark < 0) return IsNumber(text);

        var rest = text[(mark + 1)..];
        return IsNumber(text[..mark]) && (IsNumber(rest) || (text[mark] == '_' && rest is ['[', .., ']']));
    }

    /// <summary>
    /// Tasks that a line stands for: those of the waiting rest of an array, <c>123_[1,3,8-20:4%4]</c>; 1 for any other
    /// job and for what cannot be counted.
    /// </summary>
    public static long TaskCountOf(ReadOnlySpan<char> text)
    {
        var open = text.IndexOf('[');
        if (open < 0 || text[^1] != ']') return 1;

        var list = text[(open + 1)..^1];
        if (list.IndexOf('%') is >= 0 and var limit) list = list[..limit];
        var count = 0L;
        foreach (var range in list.Split(','))
        {
            var item = list[range];
            var step = 1L;
            if (item.IndexOf(':') is >= 0 and var colon)
            {
                if (!long.TryParse(item[(colon + 1)..], out step) || step < 1) return 1;
                item = item[..colon];
            }

            var dash = item.IndexOf('-');
            if (!long.TryParse(dash < 0 ? item : item[..dash], out var first)) return 1;
            var last = first;
            if (dash >= 0 && !long.TryParse(item[(dash + 1)..], out last)) return 1;
            if (last < first) return 1;

            count += (last - first) / step + 1;
        }

        return Math.Max(1, count);
    }

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 20 && !text.ContainsAnyExceptInRange('0', '9');
}

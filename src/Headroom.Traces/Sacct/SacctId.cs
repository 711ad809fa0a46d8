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

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 20 && !text.ContainsAnyExceptInRange('0', '9');
}

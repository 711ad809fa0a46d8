namespace Headroom.Traces.Specifications;

/// <summary>Decimals as people write them, kept exactly as thousandths.</summary>
internal static class Thousandths
{
    // Sixteen digits and three decimals could leave 64 bits.
    private const int WholeDigitsMax = 15;
    private const int DecimalsMax = 3;

    /// <summary>
    /// Reads digits with up to three decimals, which may begin with a minus. Null when it is well; else why not.
    /// </summary>
    public static (string Problem, string Remedy)? Parse(ReadOnlySpan<char> text, out long milli)
    {
        milli = 0;
        var digits = text.StartsWith('-') ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var decimals = point < 0 ? [] : digits[(point + 1)..];
        if (!IsNumber(whole, decimals, hasPoint: point >= 0)) return ("is not a number", "write one such as 12 or 0.5");
        if (whole.Length > WholeDigitsMax) return ("is too large", "write a smaller number");

        decimals = decimals.TrimEnd('0');
        if (decimals.Length > DecimalsMax) return ("has more than three decimals", "round it to thousandths");

        foreach (var digit in whole) milli = (milli * 10) + (digit - '0');
        for (var index = 0; index < DecimalsMax; index++)
            milli = (milli * 10) + (index < decimals.Length ? decimals[index] - '0' : 0);
        if (text.Length > digits.Length) milli = -milli;

        return null;
    }

    // A zero before other digits is refused: some readers of YAML take the number for an octal one.
    private static bool IsNumber(ReadOnlySpan<char> whole, ReadOnlySpan<char> decimals, bool hasPoint) =>
        whole.Length > 0
        && !whole.ContainsAnyExceptInRange('0', '9')
        && (whole.Length == 1 || whole[0] != '0')
        && !decimals.ContainsAnyExceptInRange('0', '9')
        && hasPoint == decimals.Length > 0;
}

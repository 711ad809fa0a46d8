namespace Headroom.Traces.Specifications;

/// <summary>Decimals as people write them, kept exactly as whole numbers of a small part.</summary>
/// <param name="Digits">Most decimals.</param>
/// <param name="Refusal">What is said of more.</param>
internal sealed record Decimals(int Digits, (string Problem, string Remedy) Refusal)
{
    // One digit more and its decimals could leave 64 bits.
    private const int DigitsMax = 18;

    /// <summary>Kept as thousandths.</summary>
    public static readonly Decimals OfThousandths =
        new(3, ("has more than three decimals", "round it to thousandths"));

    /// <summary>Kept as millionths.</summary>
    public static readonly Decimals OfMillionths = new(6, ("has more than six decimals", "round it to millionths"));

    /// <summary>
    /// Reads digits with some decimals, which may begin with a minus. Null when it is well; else why not.
    /// </summary>
    public (string Problem, string Remedy)? Parse(ReadOnlySpan<char> text, out long parts)
    {
        parts = 0;
        var digits = text.StartsWith('-') ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var decimals = point < 0 ? [] : digits[(point + 1)..];
        if (!IsNumber(whole, decimals, hasPoint: point >= 0)) return ("is not a number", "write one such as 12 or 0.5");
        if (whole.Length > DigitsMax - Digits) return ("is too large", "write a smaller number");

        decimals = decimals.TrimEnd('0');
        if (decimals.Length > Digits) return Refusal;

        foreach (var digit in whole) parts = (parts * 10) + (digit - '0');
        for (var index = 0; index < Digits; index++)
            parts = (parts * 10) + (index < decimals.Length ? decimals[index] - '0' : 0);
        if (text.Length > digits.Length) parts = -parts;

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

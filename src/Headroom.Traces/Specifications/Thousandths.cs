namespace Headroom.Traces.Specifications;

/// <summary>Decimals as people write them, kept exactly as thousandths.</summary>
internal static class Thousandths
{
    /// <summary>
    /// Reads digits with up to three decimals, which may begin with a minus. Null when it is well; else why not.
    /// </summary>
    public static (string Problem, string Remedy)? Parse(ReadOnlySpan<char> text, out long milli) =>
        Decimals.OfThousandths.Parse(text, out milli);
}

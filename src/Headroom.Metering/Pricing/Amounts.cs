namespace Headroom.Metering.Pricing;

/// <summary>
/// Exact costs and how they become money. The unit of an exact cost is a millionth of the currency for an hour, times a
/// millionth of a second: 3,600 million of them are a millionth of the currency. Nothing is rounded before the end.
/// </summary>
public static class Amounts
{
    /// <summary>Exact units of one millionth of the currency.</summary>
    public const long PerMicro = 3_600_000_000;

    /// <summary>Exact units of one minor unit of a currency.</summary>
    public static Int128 PerMinor(Currency currency) => (Int128)PerMicro * currency.MicroOfMinor;

    /// <summary>An exact cost in minor units, halves rounded up.</summary>
    public static long Minor(Int128 exact, Currency currency) => Rounded(exact, PerMinor(currency));

    /// <summary>
    /// Several exact costs in minor units that add up to their rounded sum: each is rounded down, and what is left
    /// goes, one minor unit each, to those that lost most by it, earlier ones first (the method of largest remainders,
    /// Hamilton 1792).
    /// </summary>
    /// <param name="exact">Costs, at least 0.</param>
    /// <param name="currency">The currency.</param>
    public static long[] Split(IReadOnlyList<Int128> exact, Currency currency)
    {
        var unit = PerMinor(currency);
        var parts = exact.Select(cost => (long)(cost / unit)).ToArray();
        var total = Int128.Zero;
        foreach (var cost in exact) total += cost;

        var left = (int)(Rounded(total, unit) - parts.Sum());
        var byLoss = Enumerable.Range(0, parts.Length).OrderByDescending(index => exact[index] % unit);
        foreach (var index in byLoss.Take(left)) parts[index]++;

        return parts;
    }

    private static long Rounded(Int128 exact, Int128 unit) => (long)((exact + unit / 2) / unit);
}

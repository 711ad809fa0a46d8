namespace Headroom.Metering.Pricing;

/// <summary>
/// Prices with the times from which they hold. What was used is billed at the price that held while it was used:
/// whoever changes prices changes nothing that was used before. Not thread-safe.
/// </summary>
public sealed class PriceBook
{
    private readonly List<(long From, BillingRules Rules)> _versions = [];
    private readonly Dictionary<(long From, string Chip, string Region), Price?> _found = [];

    /// <summary>The newest rules; null when there are none.</summary>
    public BillingRules? Newest => _versions.Count == 0 ? null : _versions[^1].Rules;

    /// <summary>
    /// When rules that were given at a time hold. The first hold for all that was used before, which nobody had priced;
    /// each later version from the next whole quarter hour on.
    /// </summary>
    /// <param name="isFirst">Whether there were none before.</param>
    /// <param name="at">When they were given, in milliseconds.</param>
    public static long HoldsFrom(bool isFirst, long at) => isFirst
        ? long.MinValue
        : (at + BillingCalendar.Quarter - 1) / BillingCalendar.Quarter * BillingCalendar.Quarter;

    /// <summary>Adds the next version.</summary>
    /// <param name="at">When it was given, in milliseconds: not before the last one.</param>
    /// <param name="rules">The rules.</param>
    public void Add(long at, BillingRules rules)
    {
        var from = HoldsFrom(_versions.Count == 0, at);
        // Two within one quarter hour: the first of them never held.
        if (_versions.Count > 1 && _versions[^1].From == from) _versions.RemoveAt(_versions.Count - 1);
        _found.Clear();
        _versions.Add((from, rules));
    }

    /// <summary>What a resource costs at a time, and until when that is sure.</summary>
    /// <returns>Millionths of the currency for an hour, null for no price; and a later time.</returns>
    public (long? PriceMicro, long Until) At(string chip, string region, long time)
    {
        var index = _versions.Count - 1;
        while (index > 0 && _versions[index].From > time) index--;
        if (index < 0) return (null, long.MaxValue);

        var until = index + 1 < _versions.Count ? _versions[index + 1].From : long.MaxValue;
        var (from, rules) = _versions[index];
        if (PriceOf(from, rules, chip, region) is not { } price) return (null, until);
        if (price.IsFlat) return (price.At(0), until);

        return (price.At(rules.Calendar.HourOf(time)), Math.Min(until, rules.Calendar.NextHour(time)));
    }

    /// <summary>
    /// The highest price that a resource can have from now on until other prices are given, in millionths of the
    /// currency: of the newest version, and of the one before, which may hold for a quarter hour yet.
    /// </summary>
    public long HighestOf(string chip)
    {
        var highest = 0L;
        foreach (var (_, rules) in _versions.Skip(_versions.Count - 2))
        {
            foreach (var price in rules.Prices)
            {
                if (price.Chip == chip) highest = Math.Max(highest, price.Highest);
            }
        }

        return highest;
    }

    // Few pairs are asked for again and again, and rules may have ten thousand prices.
    private Price? PriceOf(long from, BillingRules rules, string chip, string region)
    {
        if (!_found.TryGetValue((from, chip, region), out var price))
            _found.Add((from, chip, region), price = rules.PriceOf(chip, region));

        return price;
    }
}

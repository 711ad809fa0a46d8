using CsCheck;
using Headroom.Cluster;
using Headroom.Metering.Pricing;

namespace Headroom.Metering.Tests;

/// <summary>Random worlds of prices and use, small enough to be counted one quarter hour after the other.</summary>
internal static class SomeUse
{
    public const long Quarter = BillingCalendar.Quarter;

    /// <summary>Days that use lies in.</summary>
    public const int Days = 70;

    private static readonly Gen<string> Chip = Gen.OneOf("A", "B", "cpu");

    private static readonly Gen<string> Region = Gen.OneOf("", "north", "south");

    public static Gen<BillingCalendar> Calendar { get; } =
        Gen.Int[-48, 56].Select(quarters => new BillingCalendar(quarters * 15));

    private static readonly Gen<Price> Price = Gen.Select(
        Chip, Region, Gen.OneOf(Gen.Long[0, 9_999_999].Array[1], Gen.Long[0, 9_999_999].Array[24]))
        .Select((chip, region, hours) => new Price(chip, region, ValueList.From(hours)));

    /// <summary>Up to four versions of prices, in order, of one currency and one calendar.</summary>
    public static Gen<(long At, BillingRules Rules)[]> Versions { get; } = Gen.Select(
        Calendar,
        Gen.Int[0, 3],
        Gen.Select(Gen.Long[0, Days * 96L * Quarter], Price.Array[0, 6]).Array[1, 4]).Select(
            (calendar, digits, versions) => versions.OrderBy(version => version.Item1).Select(version => (
                version.Item1,
                new BillingRules
                {
                    Currency = new Currency("EUR", digits),
                    Calendar = calendar,
                    Prices = [.. version.Item2.DistinctBy(price => (price.Chip, price.Region))],
                })).ToArray());

    private static readonly Gen<UsePart> Stretch = Gen.Select(
        Gen.Select(Gen.Long[1, 5], Gen.OneOf("t0", "t1"), Chip, Region),
        Gen.Long[0, (Days - 3) * 96L * Quarter],
        Gen.Frequency((3, Gen.Long[1, 10_000_000]), (1, Gen.Long[1, 3 * 96L * Quarter])),
        Gen.Long[1, 16_000]).Select((what, began, length, milli) => new UsePart(
            what.Item1, what.Item2, what.Item3, what.Item4, began, began + length, length * milli));

    private static readonly Gen<UsePart> Sum = Gen.Select(
        Gen.OneOf("t0", "t1"), Chip, Region, Gen.Long[0, Days * 96L - 1], Gen.Long[1, 900_000_000]).Select(
            (tenant, chip, region, at, micro) => new UsePart(
                null, tenant, chip, region, at * Quarter, (at + 1) * Quarter, micro));

    /// <summary>Stretches, and sums of those that were rolled up.</summary>
    public static Gen<UsePart[]> Parts { get; } =
        Gen.Select(Stretch.Array[0, 12], Sum.Array[0, 6]).Select((stretches, sums) => stretches.Concat(sums).ToArray());

    public static PriceBook BookOf((long At, BillingRules Rules)[] versions)
    {
        var book = new PriceBook();
        foreach (var (at, rules) in versions) book.Add(at, rules);
        return book;
    }

    /// <summary>Each part as the quarter hours that it lies in: within one no price changes.</summary>
    public static IEnumerable<(UsePart Part, long At, long Micro)> Quarters(IEnumerable<UsePart> parts)
    {
        foreach (var part in parts)
        {
            if (part.Job is null)
            {
                yield return (part, part.Began, part.Micro);
                continue;
            }

            var milli = part.Micro / (part.Ended - part.Began);
            for (var at = part.Began / Quarter * Quarter; at < part.Ended; at += Quarter)
            {
                var held = Math.Min(part.Ended, at + Quarter) - Math.Max(part.Began, at);
                yield return (part, at, held * milli);
            }
        }
    }

    /// <summary>
    /// The price of a quarter hour, looked for in another way: the last version that was given before or at its begin.
    /// </summary>
    public static long? PriceAt((long At, BillingRules Rules)[] versions, UsePart part, long at)
    {
        var rules = versions.Where((version, index) => index == 0 || version.At <= at).Last().Rules;
        var price = rules.Prices.FirstOrDefault(price => price.Chip == part.Chip && price.Region == part.Region)
            ?? rules.Prices.FirstOrDefault(price => price.Chip == part.Chip && price.Region == "");
        var local = DateTime.UnixEpoch.AddMilliseconds(at).AddMinutes(rules.Calendar.OffsetMinutes);
        return price?.Hours[price.Hours.Count == 1 ? 0 : local.Hour];
    }
}

using System.Numerics;
using CsCheck;
using Headroom.Metering.Accounts;
using Headroom.Metering.Pricing;

namespace Headroom.Metering.Tests;

public sealed class InvoiceProperties
{
    private static readonly Gen<((long At, BillingRules Rules)[] Versions, UsePart[] Parts)> World =
        Gen.Select(SomeUse.Versions, SomeUse.Parts);

    [Fact]
    public void Invoices_are_what_counting_by_quarter_hours_makes_of_them() => World.Sample((versions, parts) =>
    {
        var currency = versions[0].Rules.Currency;
        var book = new InvoiceBook(SomeUse.BookOf(versions), currency);
        foreach (var part in parts) book.Add(part);

        var counted = SomeUse.Quarters(parts)
            .GroupBy(quarter => (
                quarter.Part.Tenant, quarter.Part.Chip, quarter.Part.Region,
                Price: SomeUse.PriceAt(versions, quarter.Part, quarter.At)))
            .Select(line => (line.Key, Micro: line.Aggregate(BigInteger.Zero, (sum, one) => sum + one.Micro)))
            .ToList();

        Assert.Equal(
            counted.Select(line => $"{line.Key} {line.Micro}").Order(StringComparer.Ordinal),
            book.Invoices
                .SelectMany(invoice => invoice.Lines.Select(
                    line => $"{(invoice.Tenant, line.Chip, line.Region, line.PriceMicro)} {line.Micro}"))
                .Order(StringComparer.Ordinal));
        var unit = 3_600_000_000 * BigInteger.Pow(10, 6 - currency.Digits);
        Assert.All(book.Invoices, invoice =>
        {
            var exact = counted.Where(line => line.Key.Tenant == invoice.Tenant)
                .Aggregate(BigInteger.Zero, (sum, line) => sum + line.Micro * (line.Key.Price ?? 0));
            Assert.Equal((long)((2 * exact + unit) / (2 * unit)), invoice.TotalMinor);
            Assert.Equal(invoice.TotalMinor, invoice.Lines.Sum(line => line.AmountMinor));
            Assert.All(invoice.Lines, line =>
            {
                var exactly = (BigInteger)line.Micro * (line.PriceMicro ?? 0);
                Assert.InRange(line.AmountMinor, (long)(exactly / unit), (long)((exactly + unit - 1) / unit));
            });
        });
    }, iter: 300);

    [Fact]
    public void Months_are_all_that_was_used_and_no_cut_changes_a_sum() =>
        Gen.Select(World, Gen.Long[1, SomeUse.Days * 96L].Array[0, 5]).Sample((world, cuts) =>
        {
            var (versions, parts) = world;
            var (calendar, currency) = (versions[0].Rules.Calendar, versions[0].Rules.Currency);
            var whole = MetersOf(versions, parts, UsageKeys.Tenant | UsageKeys.Chip);

            var ends = cuts.Select(cut => cut * SomeUse.Quarter).Append(0).Append(long.MaxValue);
            var times = ends.Distinct().Order().ToArray();
            var spans = times.Zip(times.Skip(1));
            var cut = spans.SelectMany(span => parts.Select(part => part.Within(span.First, span.Second)));
            UsePart[] backwards = [.. cut.OfType<UsePart>().Reverse()];
            Assert.Equal(whole, MetersOf(versions, backwards, UsageKeys.Tenant | UsageKeys.Chip));

            var invoiced = Int128.Zero;
            var end = (SomeUse.Days + 1) * 96L * SomeUse.Quarter;
            for (var month = BillingMonth.Of(calendar, 0); month.Begin(calendar) < end;)
            {
                var book = new InvoiceBook(SomeUse.BookOf(versions), currency);
                foreach (var part in parts)
                {
                    if (part.Within(month.Begin(calendar), month.End(calendar)) is { } within) book.Add(within);
                }

                foreach (var line in book.Invoices.SelectMany(invoice => invoice.Lines)) invoiced += line.Micro;
                month = new BillingMonth(month.First.AddMonths(1));
            }

            Assert.Equal(parts.Aggregate(Int128.Zero, (sum, part) => sum + part.Micro), invoiced);
        }, iter: 200);

    [Fact]
    public void Days_jobs_and_regions_add_up_to_the_whole() => World.Sample((versions, parts) =>
    {
        var whole = Assert.Single(Rows(versions, [.. parts, Nothing], UsageKeys.None));
        foreach (var keys in (UsageKeys[])[
            UsageKeys.Day, UsageKeys.Job, UsageKeys.Region | UsageKeys.Chip, UsageKeys.Tenant | UsageKeys.Day])
        {
            var rows = Rows(versions, parts, keys);
            Assert.Equal(whole.Micro - 1, rows.Aggregate(Int128.Zero, (sum, row) => sum + row.Micro));
            Assert.Equal(whole.Cost, rows.Aggregate(Int128.Zero, (sum, row) => sum + row.Cost));
            Assert.Equal(whole.UnpricedMicro - 1, rows.Aggregate(Int128.Zero, (sum, row) => sum + row.UnpricedMicro));
        }
    }, iter: 200);

    [Fact]
    public void A_change_of_prices_changes_nothing_that_was_used_before() =>
        Gen.Select(World, SomeUse.Versions).Sample((world, later) =>
        {
            var (versions, parts) = world;
            var first = versions[0].Rules;
            var rules = later[^1].Rules with { Currency = first.Currency, Calendar = first.Calendar };
            var at = Math.Max(later[^1].At, versions[^1].At);
            var end = at / SomeUse.Quarter * SomeUse.Quarter;
            var used = parts.Select(part => part.Within(0, end)).OfType<UsePart>().ToArray();

            Assert.Equal(
                MetersOf(versions, used, UsageKeys.Tenant | UsageKeys.Day),
                MetersOf([.. versions, (at, rules)], used, UsageKeys.Tenant | UsageKeys.Day));
        }, iter: 200);

    [Fact]
    public void Parts_of_money_add_up_and_are_next_to_what_they_were() =>
        Gen.Select(Gen.Long[0, long.MaxValue / 4].Array[0, 20], Gen.Int[0, 6]).Sample((costs, digits) =>
        {
            var currency = new Currency("EUR", digits);
            var exact = costs.Select(cost => (Int128)cost).ToArray();
            var total = exact.Aggregate(Int128.Zero, (sum, cost) => sum + cost);

            var parts = Amounts.Split(exact, currency);

            Assert.Equal(Amounts.Minor(total, currency), parts.Sum());
            Assert.All(parts.Zip(exact), part =>
            {
                var floor = (long)(part.Second / Amounts.PerMinor(currency));
                Assert.InRange(part.First, floor, floor + 1);
            });
        });

    private static UsePart Nothing => new(99, "t0", "none", "", 0, 1, 1);

    private static IReadOnlyList<UsageRow> Rows(
        (long At, BillingRules Rules)[] versions, UsePart[] parts, UsageKeys keys)
    {
        var meter = new UsageMeter(SomeUse.BookOf(versions), versions[0].Rules.Calendar, keys);
        foreach (var part in parts) meter.Add(part);
        return meter.Rows;
    }

    private static string[] MetersOf((long At, BillingRules Rules)[] versions, UsePart[] parts, UsageKeys keys) =>
        [.. Rows(versions, parts, keys).Select(row => row.ToString())];
}

using CsCheck;
using Headroom.Metering.Pricing;
using Headroom.Metering.Spending;

namespace Headroom.Metering.Tests;

public sealed class BudgetTests
{
    private const long Hour = 3_600_000;

    private static readonly BillingRules Rules = new()
    {
        Currency = new Currency("EUR", 2),
        Prices = [new Price("A", "", [2_500_000]), new Price("cpu", "", [40_000])],
    };

    [Fact]
    public void Hours_are_those_of_accelerators_and_money_is_all_money()
    {
        var budget = new Budget { Tenant = "t", MilliHours = 10_000, MoneyMicro = 100_000_000 };

        var standing = Standing(
            budget, Part("t", "A", 8 * Hour), Part("t", "cpu", 1_000 * Hour), Part("u", "A", 99 * Hour));

        // 8 h of 10, and 20 + 40 of 100.
        Assert.Equal(80, standing.Percent);
        Assert.True(standing.IsNear);
        Assert.False(standing.IsSpent);
        Assert.Equal((Int128)60_000_000 * Amounts.PerMicro, standing.Cost);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void It_is_spent_in_the_millisecond_in_which_the_last_of_it_is_used(long later, bool isSpent)
    {
        var budget = new Budget { Tenant = "t", MilliHours = 2_000 };

        Assert.Equal(isSpent, Standing(budget, Part("t", "A", 2 * Hour - 1 + later)).IsSpent);
    }

    [Fact]
    public void It_is_never_spent_before_the_time_for_which_it_lasts() =>
        Gen.Select(Gen.Long[1, 100_000], Gen.Long[1, 50_000_000], Gen.Long[0, 100 * Hour], Gen.Long[1, 64_000]).Sample(
            (milliHours, money, used, milli) =>
            {
                var budget = new Budget { Tenant = "t", MilliHours = milliHours, MoneyMicro = money };
                var standing = Standing(budget, Part("t", "A", used));
                if (standing.IsSpent)
                {
                    Assert.Equal(0, standing.LastsFor(100, milli, (Int128)milli * 2_500_000));
                    return;
                }

                var lasts = standing.LastsFor(100, milli, (Int128)milli * 2_500_000);

                Assert.False(After(lasts == 0 ? 0 : lasts - 1).IsSpent);
                Assert.True(After(lasts + 1).IsSpent);

                BudgetStanding After(long time) => standing with
                {
                    Micro = standing.Micro + (Int128)time * milli,
                    Cost = standing.Cost + (Int128)time * milli * 2_500_000,
                };
            });

    [Fact]
    public void Its_time_is_a_month_of_the_place_or_days_with_the_last_one()
    {
        var calendar = new BillingCalendar(60);
        var range = new Budget
        {
            Tenant = "t",
            Period = BudgetPeriod.Range,
            From = new DateOnly(2026, 1, 1),
            To = new DateOnly(2026, 6, 30),
        };
        var now = new DateTimeOffset(2026, 11, 30, 23, 30, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

        Assert.Equal(
            (calendar.BeginOf(new DateOnly(2026, 12, 1)), calendar.BeginOf(new DateOnly(2027, 1, 1))),
            BudgetTimes.At(new Budget { Tenant = "t" }, calendar, now));
        Assert.Equal(
            (calendar.BeginOf(new DateOnly(2026, 1, 1)), calendar.BeginOf(new DateOnly(2026, 7, 1))),
            BudgetTimes.At(range, calendar, now));
        Assert.Equal((0, null), BudgetTimes.At(new Budget { Tenant = "t", Period = BudgetPeriod.Total }, calendar, now));
    }

    private static UsePart Part(string tenant, string chip, long milliseconds) =>
        new(1, tenant, chip, "", 0, Math.Max(milliseconds, 1), Math.Max(milliseconds, 1) * 1_000);

    private static BudgetStanding Standing(Budget budget, params UsePart[] parts)
    {
        var book = new PriceBook();
        book.Add(0, Rules);
        var meter = new BudgetMeter(budget, book);
        foreach (var part in parts) meter.Add(part);
        return meter.Standing;
    }
}

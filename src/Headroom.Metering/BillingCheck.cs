using System.Globalization;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;

namespace Headroom.Metering;

/// <summary>Finds what is wrong with rules, all of it up to a bound.</summary>
public static class BillingCheck
{
    /// <summary>Faults in the order of the rules, each with its key; none when the rules are good.</summary>
    public static IReadOnlyList<SpecificationFault> Faults(BillingRules rules) =>
    [
        .. CurrencyFaults(rules.Currency)
            .Concat(CalendarFaults(rules.Calendar))
            .Concat(PriceFaults(rules.Prices))
            .Concat(BudgetFaults(rules.Budgets))
            .Take(SpecificationFault.CountMax),
    ];

    private static IEnumerable<SpecificationFault> CurrencyFaults(Currency currency)
    {
        if (currency.Code.Length != 3 || !currency.Code.All(char.IsAsciiLetterUpper))
        {
            yield return new SpecificationFault(
                "currency", $"{SpecificationFault.Quote(currency.Code)} is not the code of a currency",
                "write three capital letters, such as EUR");
        }

        if (currency.Digits is < 0 or > Currency.DigitsMax)
            yield return OutOfRange("digits", Text(currency.Digits), "0", Text(Currency.DigitsMax));
    }

    private static IEnumerable<SpecificationFault> CalendarFaults(BillingCalendar calendar)
    {
        var offset = calendar.OffsetMinutes;
        if (offset is < BillingCalendar.OffsetMinutesMin or > BillingCalendar.OffsetMinutesMax || offset % 15 != 0)
        {
            yield return new SpecificationFault(
                "zone", "the offset is that of no time zone", "write one of whole quarter hours from -12:00 to +14:00");
        }
    }

    private static IEnumerable<SpecificationFault> PriceFaults(IReadOnlyList<Price> prices)
    {
        if (prices.Count > BillingRules.PricesMax)
            yield return OutOfRange("prices", Text(prices.Count), "0", Text(BillingRules.PricesMax));

        var known = new HashSet<(string, string)>();
        foreach (var (index, price) in prices.Take(BillingRules.PricesMax).Index())
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"prices[{index}]");
            if (NameFault($"{key}.chip", price.Chip) is { } chip) yield return chip;
            if (price.Region.Length > 0 && NameFault($"{key}.region", price.Region) is { } region) yield return region;
            if (price.Hours.Count is not (1 or Price.HoursOfDay))
            {
                yield return new SpecificationFault(
                    $"{key}.price",
                    $"there are {price.Hours.Count} prices",
                    "write one, or one for each of the 24 hours");
            }

            foreach (var hour in price.Hours)
            {
                if (hour is < 0 or > Price.MicroMax)
                    yield return OutOfRange($"{key}.price", Micro(hour), "0", Micro(Price.MicroMax));
            }

            if (!known.Add((price.Chip, price.Region)))
                yield return new SpecificationFault(key, "the chip has a price there already", "remove one of the two");
        }
    }

    private static IEnumerable<SpecificationFault> BudgetFaults(IReadOnlyList<Budget> budgets)
    {
        if (budgets.Count > BillingRules.BudgetsMax)
            yield return OutOfRange("budgets", Text(budgets.Count), "0", Text(BillingRules.BudgetsMax));

        foreach (var (index, budget) in budgets.Take(BillingRules.BudgetsMax).Index())
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"budgets[{index}]");
            if (NameFault($"{key}.tenant", budget.Tenant) is { } tenant) yield return tenant;
            if (budget.Chip.Length > 0 && NameFault($"{key}.chip", budget.Chip) is { } chip) yield return chip;
            if (PeriodFault(key, budget) is { } period) yield return period;
            if (budget is { MilliHours: null, MoneyMicro: null })
                yield return new SpecificationFault(key, "the budget has no end", "write hours, money or both");
            if (budget.MilliHours is < 0 or > Budget.MilliHoursMax)
            {
                yield return OutOfRange(
                    $"{key}.hours", Milli(budget.MilliHours.Value), "0", Milli(Budget.MilliHoursMax));
            }


            if (budget.MoneyMicro is < 0 or > Budget.MoneyMax)
                yield return OutOfRange($"{key}.money", Micro(budget.MoneyMicro.Value), "0", Micro(Budget.MoneyMax));
            if (budget.WarnPercent is < 1 or > 100)
                yield return OutOfRange($"{key}.warn", Text(budget.WarnPercent), "1", "100");
        }
    }

    private static SpecificationFault? PeriodFault(string key, Budget budget)
    {
        if (budget.Period != BudgetPeriod.Range)
        {
            return budget.From is null && budget.To is null
                ? null
                : new SpecificationFault(
                    key, "only a range has a first and a last day", "write 'period: range', or leave them out");
        }

        if (budget.From is not { } from || budget.To is not { } to)
            return new SpecificationFault(key, "a range needs a first and a last day", "write from and to");

        return from <= to && from.Year >= 1970 && to.Year < BillingMonth.YearEnd
            ? null
            : new SpecificationFault(
                $"{key}.to", "the last day is before the first, or too far away", "mend the days");
    }

    private static SpecificationFault? NameFault(string key, string name) =>
        name.Length is > 0 and <= Fleet.NameLengthMax && !name.Any(char.IsControl)
            ? null
            : new SpecificationFault(
                key, $"{SpecificationFault.Quote(name)} is no name", "write one as the fleet and the policy do");

    private static SpecificationFault OutOfRange(string key, string value, string least, string most) =>
        new(key, $"{value} is not within {least} to {most}", "write a value within");

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Milli(long milli) => (milli / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Micro(long micro) => (micro / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture);
}

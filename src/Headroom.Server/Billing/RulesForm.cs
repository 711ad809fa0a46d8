using System.Globalization;
using Headroom.Client.Billing;
using Headroom.Cluster;
using Headroom.Metering;
using Headroom.Server.Loop;

namespace Headroom.Server.Billing;

/// <summary>Turns prices and budgets as they were sent into rules, or says what is wrong with them.</summary>
internal static class RulesForm
{
    private const string OffsetForm = @"hh\:mm";

    /// <summary>The rules.</summary>
    /// <exception cref="Refusal">They have a fault.</exception>
    public static BillingRules Of(BillingRequest request)
    {
        if (request.Prices.Any(price => price is null) || request.Budgets.Any(budget => budget is null))
            throw Fault("", "A list of the request has nothing in one of its places", "leave it out");

        var rules = new BillingRules
        {
            Currency = new Currency(request.Currency, request.Digits ?? Currency.UsualDigits(request.Currency)),
            Calendar = new BillingCalendar(OffsetOf(request.Zone)),
            Prices = [.. request.Prices.Select(PriceOf)],
            Budgets = [.. request.Budgets.Select(BudgetOf)],
        };
        return BillingCheck.Faults(rules) is [var fault, ..]
            ? throw Fault(fault.Key, Sentence(fault.Problem), fault.Remedy)
            : rules;
    }

    private static int OffsetOf(string zone)
    {
        if (zone.Length == 6 && zone[0] is '+' or '-'
            && TimeSpan.TryParseExact(zone.AsSpan(1), OffsetForm, CultureInfo.InvariantCulture, out var offset))
        {
            return (zone[0] == '-' ? -1 : 1) * (int)offset.TotalMinutes;
        }

        throw Fault("zone", "The zone is no offset from UTC", "write one such as +01:00");
    }

    private static Price PriceOf(PriceRequest price, int index) => new(
        price.Chip,
        price.Region,
        ValueList.From(price.Price.Select(hour => Whole(hour, Currency.Micro, $"prices[{index}].price"))));

    private static Budget BudgetOf(BudgetRequest budget, int index) => new()
    {
        Tenant = budget.Tenant,
        Period = (BudgetPeriod)budget.Period,
        From = budget.From,
        To = budget.To,
        Chip = budget.Chip,
        MilliHours = budget.Hours is { } hours ? Whole(hours, 1_000, $"budgets[{index}].hours") : null,
        MoneyMicro = budget.Money is { } money ? Whole(money, Currency.Micro, $"budgets[{index}].money") : null,
        WarnPercent = budget.Warn,
        Stops = budget.Stops,
    };

    // Exactly, or not at all: what is rounded here would be on every invoice.
    private static long Whole(decimal value, long parts, string key)
    {
        if (Math.Abs(value) > long.MaxValue / parts)
            throw Fault(key, "The number is too large", "write a smaller one");

        var scaled = value * parts;
        return scaled == decimal.Truncate(scaled)
            ? (long)scaled
            : throw Fault(key, "The number has too many decimals", "write at most six, and three for hours");
    }

    private static string Sentence(string problem) => char.ToUpperInvariant(problem[0]) + problem[1..];

    private static Refusal Fault(string key, string sentence, string remedy) =>
        new(RefusalKind.Invalid, sentence, remedy) { Key = key };
}

using Headroom.Client.Billing;
using Headroom.Metering;

namespace Headroom.Cli.Billing;

/// <summary>Makes requests of what people wrote.</summary>
internal static class BillingRequests
{
    /// <summary>The request.</summary>
    public static BillingRequest Of(BillingRules rules) => new()
    {
        Currency = rules.Currency.Code,
        Digits = rules.Currency.Digits,
        Zone = ZoneOf(rules.Calendar.OffsetMinutes),
        Prices =
        [
            .. rules.Prices.Select(price => new PriceRequest
            {
                Chip = price.Chip,
                Region = price.Region,
                Price = [.. price.Hours.Select(Micro)],
            }),
        ],
        Budgets =
        [
            .. rules.Budgets.Select(budget => new BudgetRequest
            {
                Tenant = budget.Tenant,
                Period = (BudgetSpan)budget.Period,
                From = budget.From,
                To = budget.To,
                Chip = budget.Chip,
                Hours = budget.MilliHours / 1000m,
                Money = budget.MoneyMicro is { } money ? Micro(money) : null,
                Warn = budget.WarnPercent,
                Stops = budget.Stops,
            }),
        ],
    };

    private static decimal Micro(long micro) => (decimal)micro / Currency.Micro;

    private static string ZoneOf(int minutes) =>
        $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}";
}

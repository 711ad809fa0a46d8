using Headroom.Traces.Specifications;

namespace Headroom.Traces.Billing;

/// <summary>The keys of a billing file, group by group.</summary>
internal static class BillingKeys
{
    public static readonly KeySet Billing = new("billing", "currency", "digits", "zone", "prices", "budgets");

    public static readonly KeySet Price = new("price", "chip", "region", "price");

    public static readonly KeySet Budget =
        new("budget", "tenant", "period", "from", "to", "chip", "hours", "money", "warn", "stops");

    /// <summary>Words for periods, by <see cref="Metering.BudgetPeriod"/>.</summary>
    public static readonly IReadOnlyList<string> Periods = ["month", "total", "range"];

    /// <summary>All groups.</summary>
    public static IReadOnlyList<KeySet> All { get; } = [Billing, Price, Budget];
}

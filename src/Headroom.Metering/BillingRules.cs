namespace Headroom.Metering;

/// <summary>What use costs, and how much of it tenants may have.</summary>
public sealed record BillingRules
{
    /// <summary>Most prices.</summary>
    public const int PricesMax = 10_000;

    /// <summary>Most budgets.</summary>
    public const int BudgetsMax = 10_000;

    /// <summary>The currency of all amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Where days and months begin, and which hour it is.</summary>
    public BillingCalendar Calendar { get; init; } = new(0);

    /// <summary>At most one for each chip model and region.</summary>
    public IReadOnlyList<Price> Prices { get; init; } = [];

    /// <summary>Budgets, each of one tenant; a tenant may have several.</summary>
    public IReadOnlyList<Budget> Budgets { get; init; } = [];

    /// <summary>
    /// The price of a resource in a region: that of the region, else that which is said without one; null for none.
    /// </summary>
    public Price? PriceOf(string chip, string region)
    {
        Price? everywhere = null;
        foreach (var price in Prices)
        {
            if (price.Chip != chip) continue;
            if (price.Region == region) return price;
            if (price.Region.Length == 0) everywhere = price;
        }

        return everywhere;
    }
}

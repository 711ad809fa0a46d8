namespace Headroom.Client.Billing;

/// <summary>What use costs, and how much of it tenants may have.</summary>
public sealed record BillingRequest
{
    /// <summary>Code of the currency, such as <c>EUR</c>.</summary>
    public required string Currency { get; init; }

    /// <summary>Digits of its minor unit; null for those of ISO 4217.</summary>
    public int? Digits { get; init; }

    /// <summary>What the clocks of its days and hours show beyond UTC, such as <c>+05:30</c>.</summary>
    public string Zone { get; init; } = "+00:00";

    /// <summary>At most one for each chip model and region.</summary>
    public IReadOnlyList<PriceRequest> Prices { get; init; } = [];

    /// <summary>Budgets, each of one tenant; whoever speaks for a tenant is shown its own alone.</summary>
    public IReadOnlyList<BudgetRequest> Budgets { get; init; } = [];
}

/// <summary>What an hour of one resource costs.</summary>
public sealed record PriceRequest
{
    /// <summary>Chip model; or <c>cpu</c>, by the core.</summary>
    public required string Chip { get; init; }

    /// <summary>Region that it holds for; empty for all that have none of their own.</summary>
    public string Region { get; init; } = "";

    /// <summary>One value, or one for each of the 24 hours of the day; up to six decimals.</summary>
    public required IReadOnlyList<decimal> Price { get; init; }
}

/// <summary>How much a tenant may use in a period.</summary>
public sealed record BudgetRequest
{
    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>The time that it is for.</summary>
    public BudgetSpan Period { get; init; }

    /// <summary>First day of a range.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of a range.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Chip model whose use counts; empty for all.</summary>
    public string Chip { get; init; } = "";

    /// <summary>Hours of accelerators, with up to three decimals; null for any.</summary>
    public decimal? Hours { get; init; }

    /// <summary>Money, with up to six decimals; null for any.</summary>
    public decimal? Money { get; init; }

    /// <summary>Soft end in percent: from there on the tenant is warned.</summary>
    public int Warn { get; init; } = 80;

    /// <summary>Whether nothing of the tenant starts any more at its end.</summary>
    public bool Stops { get; init; } = true;
}

/// <summary>The time that a budget is for.</summary>
public enum BudgetSpan
{
    /// <summary>Each calendar month anew.</summary>
    Month,

    /// <summary>All time.</summary>
    Total,

    /// <summary>From a first to a last day.</summary>
    Range,
}

/// <summary>Prices and budgets as they are now.</summary>
/// <param name="Version">From 1; grows with every change.</param>
/// <param name="AppliedAt">When they were given, in Unix milliseconds.</param>
/// <param name="Author">Who gave them.</param>
/// <param name="Rules">What was given.</param>
/// <param name="HoldsFrom">
/// From when they hold, in Unix milliseconds; null for the first, which hold for everything before too.
/// </param>
public sealed record BillingView(
    long Version, long AppliedAt, string Author, BillingRequest Rules, long? HoldsFrom = null);

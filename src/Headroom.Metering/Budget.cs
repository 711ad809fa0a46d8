namespace Headroom.Metering;

/// <summary>How much a tenant may use in a period: hours of accelerators, money, or whichever ends first.</summary>
public sealed record Budget
{
    /// <summary>Most hours, in thousandths: so many that sums fit.</summary>
    public const long MilliHoursMax = 1_000_000_000_000;

    /// <summary>Most money, in millionths.</summary>
    public const long MoneyMax = 1_000_000_000_000 * Currency.Micro;

    /// <summary>The usual share of a budget from which its tenant is warned, in percent.</summary>
    public const int WarnUsual = 80;

    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>The time that it is for.</summary>
    public BudgetPeriod Period { get; init; }

    /// <summary>First day of a range; null for other periods.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of a range; null for other periods.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Chip model whose use counts; empty for all accelerators, and for money for processors too.</summary>
    public string Chip { get; init; } = "";

    /// <summary>Hours of accelerators, in thousandths; null for any.</summary>
    public long? MilliHours { get; init; }

    /// <summary>Money, in millionths of the currency; null for any.</summary>
    public long? MoneyMicro { get; init; }

    /// <summary>The soft end, in percent of the budget, 1 to 100: from there on the tenant is warned.</summary>
    public int WarnPercent { get; init; } = WarnUsual;

    /// <summary>Whether the end is hard: nothing of the tenant starts any more until the next period.</summary>
    public bool Stops { get; init; } = true;
}

/// <summary>The time that a budget is for.</summary>
public enum BudgetPeriod
{
    /// <summary>Each calendar month anew.</summary>
    Month,

    /// <summary>All time.</summary>
    Total,

    /// <summary>From a first to a last day.</summary>
    Range,
}

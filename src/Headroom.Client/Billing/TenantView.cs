namespace Headroom.Client.Billing;

/// <summary>A tenant, what it does and how its budgets stand.</summary>
public sealed record TenantView
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its queues that take jobs.</summary>
    public required IReadOnlyList<string> Queues { get; init; }

    /// <summary>Jobs that wait.</summary>
    public required int Waiting { get; init; }

    /// <summary>Jobs that run.</summary>
    public required int Running { get; init; }

    /// <summary>Seconds of accelerators of this month, exactly.</summary>
    public required decimal GpuSeconds { get; init; }

    /// <summary>What this month costs so far; null where nothing has a price.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Currency of all amounts; null where nothing has a price.</summary>
    public string? Currency { get; init; }

    /// <summary>Its budgets.</summary>
    public IReadOnlyList<BudgetView> Budgets { get; init; } = [];
}

/// <summary>A budget and how much of it is used.</summary>
public sealed record BudgetView
{
    /// <summary>The time that it is for.</summary>
    public required BudgetSpan Period { get; init; }

    /// <summary>Begin of that time now, in Unix milliseconds.</summary>
    public required long From { get; init; }

    /// <summary>Its end, in Unix milliseconds; null for none.</summary>
    public long? Before { get; init; }

    /// <summary>Chip model whose use counts; empty for all.</summary>
    public string Chip { get; init; } = "";

    /// <summary>Hours that may be used; null for any.</summary>
    public decimal? Hours { get; init; }

    /// <summary>Seconds that were used, exactly.</summary>
    public required decimal SecondsUsed { get; init; }

    /// <summary>Money that may be used; null for any.</summary>
    public decimal? Money { get; init; }

    /// <summary>Money that was used; null for a budget in hours.</summary>
    public decimal? MoneyUsed { get; init; }

    /// <summary>How much is used, in percent rounded down; beyond 100 by what ran on.</summary>
    public required long Percent { get; init; }

    /// <summary>Soft end, in percent.</summary>
    public required int Warn { get; init; }

    /// <summary>Whether nothing starts any more when it is spent.</summary>
    public required bool Stops { get; init; }

    /// <summary>How it stands.</summary>
    public required BudgetState State { get; init; }
}

/// <summary>How a budget stands.</summary>
public enum BudgetState
{
    /// <summary>Below its soft end.</summary>
    Open,

    /// <summary>Beyond its soft end.</summary>
    Near,

    /// <summary>Used up.</summary>
    Spent,

    /// <summary>Its time has not begun, or is over.</summary>
    Elsewhen,
}

namespace Headroom.Client.Billing;

/// <summary>What was used. Seconds and amounts are exact decimals.</summary>
public sealed record UsageView
{
    /// <summary>Begin, in Unix milliseconds.</summary>
    public required long From { get; init; }

    /// <summary>End, in Unix milliseconds.</summary>
    public required long Before { get; init; }

    /// <summary>Until when running jobs count, in Unix milliseconds.</summary>
    public required long Now { get; init; }

    /// <summary>Currency of the costs; null where nothing has a price.</summary>
    public string? Currency { get; init; }

    /// <summary>By what was asked for, in order.</summary>
    public required IReadOnlyList<UsageRowView> Rows { get; init; }

    /// <summary>Seconds of accelerators of all rows.</summary>
    public required decimal GpuSeconds { get; init; }

    /// <summary>Sum of the costs.</summary>
    public decimal? Cost { get; init; }
}

/// <summary>What was used of one kind; what it is not told apart by is absent.</summary>
public sealed record UsageRowView
{
    /// <summary>Who is charged.</summary>
    public string? Tenant { get; init; }

    /// <summary>Chip model, or <c>cpu</c>.</summary>
    public string? Chip { get; init; }

    /// <summary>Region; empty where it has no name.</summary>
    public string? Region { get; init; }

    /// <summary>The job; absent too for old jobs that are no longer told apart.</summary>
    public long? Job { get; init; }

    /// <summary>The day.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Seconds of accelerators.</summary>
    public required decimal GpuSeconds { get; init; }

    /// <summary>Seconds of cores of jobs without accelerators.</summary>
    public required decimal CpuSeconds { get; init; }

    /// <summary>What it costs; null where nothing has a price.</summary>
    public decimal? Cost { get; init; }

    /// <summary>How many of the seconds have no price.</summary>
    public decimal UnpricedSeconds { get; init; }
}

/// <summary>What is asked of use.</summary>
public sealed record UsageFilter
{
    /// <summary>Only of this tenant; null for all that the bearer may see.</summary>
    public string? Tenant { get; init; }

    /// <summary>First day; null for the first of this month.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day; null for today.</summary>
    public DateOnly? To { get; init; }

    /// <summary>By what it is told apart: <c>tenant</c>, <c>chip</c>, <c>region</c>, <c>job</c>, <c>day</c>.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>As the query of an address.</summary>
    public string ToQuery() => Query.Of(
        ("tenant", Tenant),
        ("from", From?.ToString("O")),
        ("to", To?.ToString("O")),
        ("by", By.Count > 0 ? string.Join(',', By) : null));
}

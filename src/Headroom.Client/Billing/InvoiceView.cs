namespace Headroom.Client.Billing;

/// <summary>What a tenant owes for a month. Seconds and amounts are exact decimals.</summary>
public sealed record InvoiceView
{
    /// <summary>Who is charged.</summary>
    public required string Tenant { get; init; }

    /// <summary>Such as <c>2026-11</c>.</summary>
    public required string Month { get; init; }

    /// <summary>Begin of the month, in Unix milliseconds.</summary>
    public required long From { get; init; }

    /// <summary>Begin of the next month, in Unix milliseconds.</summary>
    public required long Before { get; init; }

    /// <summary>Whether the month is over: nothing of it will change.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>Currency of all amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>By chip model, region and price.</summary>
    public required IReadOnlyList<InvoiceLineView> Lines { get; init; }

    /// <summary>Seconds of accelerators of all lines.</summary>
    public required decimal GpuSeconds { get; init; }

    /// <summary>Sum of the amounts: the exact cost, halves rounded up.</summary>
    public required decimal Total { get; init; }
}

/// <summary>What was used of one resource in one region at one price.</summary>
/// <param name="Chip">Chip model, or <c>cpu</c>.</param>
/// <param name="Region">Region; empty where it has no name.</param>
/// <param name="Seconds">Seconds of one resource.</param>
/// <param name="Amount">What they cost.</param>
/// <param name="Price">Price of an hour; null where it has none.</param>
public sealed record InvoiceLineView(
    string Chip, string Region, decimal Seconds, decimal Amount, decimal? Price = null);

using Headroom.Server.Pages.Charts;

namespace Headroom.Server.Pages.Pool;

/// <summary>What the page of fair shares shows.</summary>
public sealed record ShareModel
{
    /// <summary>Chip models to choose from.</summary>
    public required IReadOnlyList<string> Resources { get; init; }

    /// <summary>The chosen one; empty for all chip models together.</summary>
    public required string Resource { get; init; }

    public required IReadOnlyList<ShareRow> Rows { get; init; }

    /// <summary>Thousandths that the fleet has of it.</summary>
    public required long Capacity { get; init; }

    public required UsageDays Usage { get; init; }

    /// <summary>Moments of the last day.</summary>
    public required IReadOnlyList<long> Moments { get; init; }

    /// <summary>A line for each tenant.</summary>
    public required IReadOnlyList<Series> Lines { get; init; }

    /// <summary>Length of the longest bar.</summary>
    public double Max => Rows.Select(row => Math.Max(row.Owed, row.Used)).Append(1).Max();
}

/// <summary>A queue with all below it. Amounts are thousandths.</summary>
public sealed record ShareRow(
    string Name, int Depth, int Weight, bool IsPaused, int Waiting, int Running, long Nominal, long Owed, long Used)
{
    public long Borrowed => Math.Max(0, Used - Owed);

    /// <summary>What it leaves to others while nobody of its own waits.</summary>
    public long Left => Math.Max(0, Owed - Used);
}

/// <summary>What tenants held by day.</summary>
/// <param name="Days">Days since the zero of times, in order.</param>
/// <param name="Tenants">In the order of their colours.</param>
/// <param name="GpuHours">By tenant, then by day.</param>
public sealed record UsageDays(
    IReadOnlyList<long> Days, IReadOnlyList<string> Tenants, IReadOnlyList<IReadOnlyList<double>> GpuHours);

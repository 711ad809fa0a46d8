using Headroom.Storage.Reading;

namespace Headroom.Server.Pages.Overview;

/// <summary>What the overview shows. Amounts are thousandths of accelerators.</summary>
public sealed record OverviewModel
{
    public required long Nameplate { get; init; }

    public required long InService { get; init; }

    public required long Allocated { get; init; }

    public required long Waiting { get; init; }

    /// <summary>Jobs that wait or are held.</summary>
    public required int WaitingJobs { get; init; }

    public required WaitFigures Waits { get; init; }

    public required IReadOnlyList<ChipModelRow> Models { get; init; }

    /// <summary>Most frequent first.</summary>
    public required IReadOnlyList<ReasonRow> Reasons { get; init; }

    public required IReadOnlyList<StoredJob> Attention { get; init; }

    public required IReadOnlyList<StoredJob> Longest { get; init; }

    public required IReadOnlyList<StoredJob> Failures { get; init; }

    /// <summary>Moments of the last hour.</summary>
    public required IReadOnlyList<long> Moments { get; init; }

    public required IReadOnlyList<double> Allocations { get; init; }

    public required IReadOnlyList<double> Demands { get; init; }

    /// <summary>Queue and tenant of the bearer; empty where it speaks for all.</summary>
    public required string Tenant { get; init; }

    public long Demand => Allocated + Waiting;

    /// <summary>What is asked for beyond what is in service; negative for what is left.</summary>
    public long Gap => Demand - InService;

    public double Max => Math.Max(Nameplate, Math.Max(InService, Demand));
}

/// <summary>How long jobs waited that started lately.</summary>
/// <param name="Median">In milliseconds.</param>
/// <param name="P90">In milliseconds.</param>
/// <param name="Count">How many started.</param>
public sealed record WaitFigures(long Median, long P90, int Count);

/// <summary>Accelerators of one model.</summary>
public sealed record ChipModelRow(string Model, long Nameplate, long InService, long Allocated, long Free);

/// <summary>How many jobs wait for one reason.</summary>
/// <param name="Code">Its code; empty for those that no cycle has looked at yet.</param>
/// <param name="Jobs">How many.</param>
public sealed record ReasonRow(string Code, int Jobs);

using Headroom.Client.Jobs;
using Headroom.Storage.Reading;

namespace Headroom.Server.Pages.Jobs;

/// <summary>What the list of jobs shows.</summary>
public sealed record JobListModel
{
    public required JobListFilter Filter { get; init; }

    public required IReadOnlyList<StoredJob> Jobs { get; init; }

    /// <summary>Cursor of the next page; null on the last one.</summary>
    public required string? Next { get; init; }

    /// <summary>Jobs by state, as the tenant and the queue of the filter leave them.</summary>
    public required IReadOnlyDictionary<JobStatus, long> Counts { get; init; }

    /// <summary>Whom the bearer may see; empty where it is one.</summary>
    public required IReadOnlyList<string> Tenants { get; init; }

    public required IReadOnlyList<string> Queues { get; init; }

    /// <summary>What was done just now; null for nothing.</summary>
    public (int Done, int Asked)? Done { get; init; }

    /// <summary>Whether there is any job at all.</summary>
    public bool IsEmpty => Counts.Count == 0 && Filter.IsPlain;
}

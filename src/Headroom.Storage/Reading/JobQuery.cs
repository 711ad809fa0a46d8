using Headroom.Storage.Jobs;

namespace Headroom.Storage.Reading;

/// <summary>Which jobs are asked for, and in which order.</summary>
public sealed record JobQuery
{
    /// <summary>Only of this tenant; null for all.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only of this queue; null for all.</summary>
    public string? Queue { get; init; }

    /// <summary>Only in these states; empty for all.</summary>
    public IReadOnlyList<JobState> States { get; init; } = [];

    /// <summary>Only with names that begin so, by code points; null or empty for all.</summary>
    public string? NamePrefix { get; init; }

    /// <summary>Only submitted at or after this time, in milliseconds; null for any.</summary>
    public long? SubmittedFrom { get; init; }

    /// <summary>Only submitted before this time, in milliseconds; null for any.</summary>
    public long? SubmittedBefore { get; init; }

    /// <summary>In which order.</summary>
    public JobSort Order { get; init; }

    /// <summary>
    /// Jobs of one page, at least 1. They are in memory at once: whoever asks for others has a bound.
    /// </summary>
    public int Size { get; init; } = 50;

    /// <summary>Where the page begins: <see cref="JobPage.Next"/> of the one before; null for the first.</summary>
    public string? Cursor { get; init; }
}

/// <summary>
/// Orders of lists of jobs; each ends in the id, so that it is total. Part of cursors: never renumber.
/// </summary>
public enum JobSort
{
    /// <summary>Last submitted first.</summary>
    Newest = 0,

    /// <summary>First submitted first.</summary>
    Oldest = 1,

    /// <summary>Last ended first; only jobs that have ended.</summary>
    EndedLast = 2,

    /// <summary>By name, in the order of code points; only of one tenant.</summary>
    Name = 3,
}

/// <summary>One page of a list of jobs.</summary>
/// <param name="Jobs">In the order that was asked for.</param>
/// <param name="Next">Cursor of the next page; null on the last one.</param>
public sealed record JobPage(IReadOnlyList<StoredJob> Jobs, string? Next);

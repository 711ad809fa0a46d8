namespace Headroom.Server.Keeping;

/// <summary>How a control plane looks after its store. Every span is above zero.</summary>
public sealed record UpkeepOptions
{
    /// <summary>
    /// How long the lead lasts without being renewed; it is renewed three times as often. After a crash another control
    /// plane over the same PostgreSQL store waits at most so long. Default 30 s.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Events after which a snapshot is kept; a start reads those since. Default 10,000.</summary>
    public long SnapshotEvents { get; init; } = 10_000;

    /// <summary>Time after which it is kept when anything has changed at all. Default an hour.</summary>
    public TimeSpan SnapshotPeriod { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often it is looked whether something is due. Default 10 s.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two removals of what is old; the first comes after the start. Default a day.</summary>
    public TimeSpan RetentionPeriod { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long events are kept. Default 30 days.</summary>
    public TimeSpan EventsKept { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long each stretch of each job is kept; its sums by day stay. Default 400 days.</summary>
    public TimeSpan StretchesKept { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How long messages that engines have taken in are kept. Default 7 days.</summary>
    public TimeSpan MessagesKept { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long an engine keeps what a run wrote, from the run's end; what it used stays in the store. Default 30 days.
    /// </summary>
    public TimeSpan RunsKept { get; init; } = TimeSpan.FromDays(30);
}

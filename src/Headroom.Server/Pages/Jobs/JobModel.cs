using Headroom.Client.Jobs;
using Headroom.Storage.Reading;

namespace Headroom.Server.Pages.Jobs;

/// <summary>What the page of a job shows.</summary>
public sealed record JobModel
{
    public required StoredJob Job { get; init; }

    public required JobStatus State { get; init; }

    public required JobRequest Request { get; init; }

    public required IReadOnlyList<LifeStep> Steps { get; init; }

    public required IReadOnlyList<HeldStretch> Stretches { get; init; }

    public required WhyView Why { get; init; }

    /// <summary>From when on it was promised nodes, in Unix milliseconds; null without a promise.</summary>
    public required long? PromisedStart { get; init; }

    /// <summary>When it is expected to start; null where nobody asked.</summary>
    public StartModel? Start { get; init; }

    public required LogModel Log { get; init; }

    /// <summary>Seconds of accelerators that it has held so far; null where not all is kept by job.</summary>
    public required decimal? GpuSeconds { get; init; }

    /// <summary>What it costs so far; null where nothing has a price.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>Currency of the cost.</summary>
    public required string? Currency { get; init; }

    public bool IsOver => Job.Ended is not null;

    public bool CanHold => State == JobStatus.Waiting;

    public bool CanRelease => State == JobStatus.Held;

    public bool CanCancel => !IsOver;
}

/// <summary>A span of a job's life.</summary>
/// <param name="State">Where it stood.</param>
/// <param name="At">From when on, in Unix milliseconds.</param>
/// <param name="Until">Until when; null while it lasts, and of its end.</param>
/// <param name="Detail">Why, where there is more to say.</param>
public sealed record LifeStep(JobStatus State, long At, long? Until, string Detail);

/// <summary>What it held.</summary>
public sealed record HeldStretch(
    int Attempt, string Resource, long Milli, string Nodes, long Began, long? Ended);

/// <summary>A part of what a job wrote.</summary>
/// <param name="Job">Which job.</param>
/// <param name="Stream">Such as <c>stdout</c>.</param>
/// <param name="Task">Which task, from 0.</param>
/// <param name="Tasks">How many tasks it has.</param>
/// <param name="Attempt">Which attempt; 0 before the first.</param>
/// <param name="Offset">Where the part begins, in bytes.</param>
/// <param name="Part">The part; null when it is no longer there.</param>
public sealed record LogModel(
    long Job, string Stream, int Task, int Tasks, int Attempt, long Offset, LogPart? Part)
{
    /// <summary>Where the next part is found.</summary>
    public string Next => AddressFrom(Part?.Next ?? Offset);

    /// <summary>The whole of it as text.</summary>
    public string Raw => $"/jobs/{Job}/log.txt?stream={Stream}&task={Task}&attempt={Attempt}";

    private string AddressFrom(long offset) =>
        $"/jobs/{Job}/log?stream={Stream}&task={Task}&attempt={Attempt}&offset={offset}";
}

namespace Headroom.Client.Jobs;

/// <summary>One job with all that is known of it.</summary>
public sealed record JobDetail : JobSummary
{
    /// <summary>As it was submitted.</summary>
    public required JobRequest Request { get; init; }

    /// <summary>What became of it, in order.</summary>
    public required IReadOnlyList<TransitionView> Transitions { get; init; }

    /// <summary>What it held and when, in order.</summary>
    public required IReadOnlyList<StretchView> Stretches { get; init; }

    /// <summary>Each time that it was started, in order.</summary>
    public IReadOnlyList<AttemptView> Runs { get; init; } = [];

    /// <summary>
    /// Seconds of accelerators that it has held so far, exactly; null where the first of them are no longer kept by
    /// job.
    /// </summary>
    public decimal? GpuSeconds { get; init; }

    /// <summary>What it costs so far; null where nothing has a price, or not all is kept.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Currency of the cost.</summary>
    public string? Currency { get; init; }
}

/// <summary>A job went from one state to another.</summary>
/// <param name="At">When, in Unix milliseconds.</param>
/// <param name="State">Where it stood from then on.</param>
/// <param name="Detail">Why, where there is more to say.</param>
public sealed record TransitionView(long At, JobStatus State, string Detail);

/// <summary>A span of time in which a job held one amount of one resource: what is billed.</summary>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Milli">Thousandths of it.</param>
/// <param name="BeganAt">In Unix milliseconds.</param>
/// <param name="EndedAt">In Unix milliseconds; null while it lasts.</param>
public sealed record StretchView(int Attempt, string Resource, long Milli, long BeganAt, long? EndedAt = null);

/// <summary>One time that a job was started, and what its engine said of it.</summary>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="State">How far it came.</param>
/// <param name="At">When that was said, in Unix milliseconds.</param>
/// <param name="ExitCode">Exit code; null while it has none.</param>
/// <param name="Detail">What happened, and what could not be done as ordered; empty before its end.</param>
/// <param name="CpuSeconds">Processor time of all its processes; null where it is not known.</param>
/// <param name="PeakMemoryMib">Most memory of one of its tasks; null where it is not known.</param>
public sealed record AttemptView(
    int Attempt,
    AttemptStatus State,
    long At,
    int? ExitCode = null,
    string Detail = "",
    decimal? CpuSeconds = null,
    decimal? PeakMemoryMib = null);

/// <summary>How far an attempt came on its engine.</summary>
public enum AttemptStatus
{
    /// <summary>Decided, not yet sent.</summary>
    Placed,

    /// <summary>Its engine has it.</summary>
    Sent,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has ended.</summary>
    Ended,

    /// <summary>Its engine cannot say; until it can, there is no other attempt.</summary>
    Unknown,
}

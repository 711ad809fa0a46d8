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

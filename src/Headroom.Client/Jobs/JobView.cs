namespace Headroom.Client.Jobs;

/// <summary>A job as lists show it.</summary>
public sealed record JobView : JobSummary;

/// <summary>What is told of a job wherever it is named. Times are Unix milliseconds.</summary>
public abstract record JobSummary
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>Its name; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>Who is charged.</summary>
    public required string Tenant { get; init; }

    /// <summary>Its queue.</summary>
    public required string Queue { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobStatus State { get; init; }

    /// <summary>Why it waits, by the code of the reason; null while it does not, or before the first cycle.</summary>
    public string? Reason { get; init; }

    /// <summary>Thousandths of accelerators that it asks for.</summary>
    public required long GpuMilli { get; init; }

    /// <summary>Chip model of its last start; null before it.</summary>
    public string? Model { get; init; }

    /// <summary>Higher goes first within the queue.</summary>
    public required long Priority { get; init; }

    /// <summary>When it was submitted.</summary>
    public required long SubmittedAt { get; init; }

    /// <summary>When its last attempt started; null before the first.</summary>
    public long? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public long? EndedAt { get; init; }

    /// <summary>Exit code; null while it has none.</summary>
    public int? ExitCode { get; init; }

    /// <summary>How often it was started.</summary>
    public required int Attempts { get; init; }

    /// <summary>Grows with every change of state.</summary>
    public required int Version { get; init; }
}

/// <summary>Where a job stands.</summary>
public enum JobStatus
{
    /// <summary>Waits for its turn.</summary>
    Waiting,

    /// <summary>Waits because someone asked for it.</summary>
    Held,

    /// <summary>Runs.</summary>
    Running,

    /// <summary>Was told to save its work and stop.</summary>
    Stopping,

    /// <summary>Ended with success.</summary>
    Succeeded,

    /// <summary>Ended without success.</summary>
    Failed,

    /// <summary>Ended because someone asked for it.</summary>
    Cancelled,
}

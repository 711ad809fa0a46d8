using Headroom.Cluster;

namespace Headroom.Engines.Contract;

/// <summary>How a run ended, and what it used.</summary>
public sealed record RunEnding
{
    /// <summary>Why it ended.</summary>
    public required EndCause Cause { get; init; }

    /// <summary>Exit code of its first process, 0 to 255; null when a signal ended it or it is not known.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Signal that ended its first process; null when none did or it is not known.</summary>
    public int? Signal { get; init; }

    /// <summary>What happened, as one sentence for its user.</summary>
    public required string Sentence { get; init; }

    /// <summary>When its program started; null when it never did, or it is not known.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, or when that was found out.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>From start to end, by a clock that is never set back; null when it is not known.</summary>
    public TimeSpan? WallTime { get; init; }

    /// <summary>Processor time of all its processes that could be counted; null when it is not known.</summary>
    public TimeSpan? CpuTime { get; init; }

    /// <summary>
    /// Most memory in bytes: of the run as a whole where the engine can tell, else of its largest process; null when it
    /// is not known.
    /// </summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Bytes that it wrote to its standard output, kept or not; null when it is not known.</summary>
    public long? OutputBytes { get; init; }

    /// <summary>Bytes that it wrote to its standard error, kept or not; null when it is not known.</summary>
    public long? ErrorBytes { get; init; }

    /// <summary>What the engine could not do as ordered, one sentence each.</summary>
    public ValueList<string> Warnings { get; init; } = [];

    /// <summary>Whether its program ended by itself with 0. A run that was lost or stopped never did.</summary>
    public bool IsSuccess => Cause == EndCause.Exited && ExitCode == 0;
}

/// <summary>Why a run ended. Written to files: never renumber.</summary>
public enum EndCause
{
    /// <summary>Its program ended by itself with an exit code.</summary>
    Exited = 0,

    /// <summary>A signal ended its program that this engine did not send.</summary>
    Signalled = 1,

    /// <summary>It was stopped at its time limit.</summary>
    TimeLimit = 2,

    /// <summary>It used more memory than it may.</summary>
    OutOfMemory = 3,

    /// <summary>It was stopped because someone asked for it.</summary>
    Stopped = 4,

    /// <summary>
    /// Its program could not be started; the exit code is 127 when there is none and 126 for the rest.
    /// </summary>
    CouldNotStart = 5,

    /// <summary>Whoever watched it is gone; how it ended cannot be known. Nothing of it runs any more.</summary>
    Lost = 6,
}

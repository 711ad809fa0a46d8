namespace Headroom.Client.Jobs;

/// <summary>When a job that waits is expected to start.</summary>
public sealed record StartView
{
    /// <summary>The job; null for one that nobody has submitted.</summary>
    public long? Job { get; init; }

    /// <summary>What the estimate rests on.</summary>
    public required StartBasis Basis { get; init; }

    /// <summary>When it was made, in Unix milliseconds.</summary>
    public required long At { get; init; }

    /// <summary>Half of such jobs wait so long, in milliseconds; null when that is not known.</summary>
    public long? P50Milliseconds { get; init; }

    /// <summary>The same for nine of ten; null when that is not known.</summary>
    public long? P90Milliseconds { get; init; }

    /// <summary>Futures that were played.</summary>
    public int Futures { get; init; }

    /// <summary>Starts of jobs estimated before, by which p50 and p90 are corrected.</summary>
    public int Outcomes { get; init; }

    /// <summary>Code of the reason why it does not start now, such as <c>NO_ROOM_NOW</c>; null when it does.</summary>
    public string? Code { get; init; }
}

/// <summary>What an estimate rests on.</summary>
public enum StartBasis
{
    /// <summary>The next cycle starts it.</summary>
    NextCycle,

    /// <summary>Runtimes of jobs that have finished.</summary>
    Runtimes,

    /// <summary>Limits of time alone: no job has finished from which runtimes could be learnt.</summary>
    TimeLimits,

    /// <summary>It will not start unless what holds it is changed.</summary>
    Never,
}

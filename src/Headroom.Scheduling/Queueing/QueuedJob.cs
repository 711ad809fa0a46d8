namespace Headroom.Scheduling.Queueing;

/// <summary>A waiting job as a queueing policy sees it. Its runtime is not among what it sees.</summary>
public readonly record struct QueuedJob
{
    /// <summary>Rank in the order of submission, from 0; every tie between jobs ends here.</summary>
    public required int Order { get; init; }

    /// <summary>Accelerators of the whole gang, 1 to the size of the fleet.</summary>
    public required int GpuCount { get; init; }

    /// <summary>
    /// What the policy may believe about the runtime, in milliseconds, at least 1: the time limit for backfill, the
    /// true runtime for the clairvoyant reference.
    /// </summary>
    public required long EstimateMilliseconds { get; init; }

    /// <summary>Who submitted it; empty when unknown.</summary>
    public string User { get; init; }

    /// <summary>Name that the user gave it; empty when unknown.</summary>
    public string Name { get; init; }
}

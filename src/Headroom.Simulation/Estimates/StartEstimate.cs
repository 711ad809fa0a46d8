using Headroom.Cluster;
using Headroom.Scheduling.Plans;

namespace Headroom.Simulation.Estimates;

/// <summary>When a job that waits is expected to start.</summary>
/// <param name="Job">The job.</param>
/// <param name="At">When the estimate was made, in milliseconds.</param>
public sealed record StartEstimate(JobId Job, long At)
{
    /// <summary>
    /// It waits so long from <see cref="At"/> on in half of the futures, in milliseconds; 0 when the next cycle starts
    /// it; null when unknown.
    /// </summary>
    public long? P50Milliseconds { get; init; }

    /// <summary>The same for nine futures of ten, at least <see cref="P50Milliseconds"/>; null when unknown.</summary>
    public long? P90Milliseconds { get; init; }

    /// <summary>Futures that it was made from; 0 when none had to be played.</summary>
    public int Futures { get; init; }

    /// <summary>Why nothing, or no <see cref="P90Milliseconds"/>, is known.</summary>
    public UnknownStart Unknown { get; init; }

    /// <summary>Why the next cycle does not start it; null when it does.</summary>
    public Hold? Hold { get; init; }

    /// <summary>Whether the next cycle starts it.</summary>
    public bool StartsNow => Hold is null && P90Milliseconds == 0;
}

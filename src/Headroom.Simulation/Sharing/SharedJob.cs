using Headroom.Cluster;
using Headroom.Cluster.Jobs;

namespace Headroom.Simulation.Sharing;

/// <summary>A job with what only the simulator knows of it.</summary>
public sealed record SharedJob
{
    /// <summary>The job as it is submitted.</summary>
    public required Job Job { get; init; }

    /// <summary>
    /// How long it runs at full speed with all its tasks, in milliseconds, 0 to
    /// <see cref="RecordedJob.MillisecondsMax"/>.
    /// </summary>
    public required long RuntimeMilliseconds { get; init; }

    /// <summary>Whether it ends with success when it is left to run.</summary>
    public bool Succeeds { get; init; } = true;

    /// <summary>When its user gives up on it, in milliseconds, not before its submission; null for never.</summary>
    public long? CancelledMilliseconds { get; init; }
}

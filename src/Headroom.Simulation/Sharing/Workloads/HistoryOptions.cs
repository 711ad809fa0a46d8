namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>How the jobs of a history become jobs of a pool.</summary>
public sealed record HistoryOptions
{
    /// <summary>Accelerators of a node, 1 or more: a larger gang is split into tasks that fit.</summary>
    public required int GpusPerNode { get; init; }

    /// <summary>Queue of all jobs; null for one queue each tenant, or each user where no tenant is known.</summary>
    public string? Queue { get; init; }

    /// <summary>How often every job saves its work, in milliseconds; 0 for never.</summary>
    public long CheckpointMilliseconds { get; init; }

    /// <summary>Time that a restart takes, in milliseconds.</summary>
    public long RestartMilliseconds { get; init; }

    /// <summary>Whether jobs may be preempted; default yes.</summary>
    public bool IsPreemptible { get; init; } = true;
}

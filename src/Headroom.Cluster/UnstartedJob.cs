namespace Headroom.Cluster;

/// <summary>A job of a recorded history that never started: no replay can run it, but it was asked for.</summary>
/// <param name="GpuCount">Accelerators of the whole gang, at least 0.</param>
/// <param name="SubmittedMilliseconds">Submission in milliseconds since the history's own zero, at least 0.</param>
/// <param name="LeftMilliseconds">
/// When it was given up, in milliseconds since that zero, not before its submission; null where it waits still.
/// </param>
public sealed record UnstartedJob(int GpuCount, long SubmittedMilliseconds, long? LeftMilliseconds)
{
    /// <summary>Tenant, account or virtual cluster that would have been charged; empty when unknown.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>Partition or pool that it was meant for; empty when unknown.</summary>
    public string Pool { get; init; } = "";

    /// <summary>Kind of accelerators that it asked for; empty when unknown.</summary>
    public string Chip { get; init; } = "";
}

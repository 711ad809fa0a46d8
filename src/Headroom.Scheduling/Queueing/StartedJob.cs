using Headroom.Scheduling.Gangs;

namespace Headroom.Scheduling.Queueing;

/// <summary>A job that a policy started, and where.</summary>
/// <param name="Job">The job as it was queued.</param>
/// <param name="Nodes">Nodes of its gang.</param>
/// <param name="StartedAt">Start in milliseconds.</param>
public readonly record struct StartedJob(QueuedJob Job, GangNodes Nodes, long StartedAt)
{
    /// <summary>When the policy expects it to be done, in milliseconds; it is never done later.</summary>
    public long ExpectedEnd => StartedAt + Job.EstimateMilliseconds;
}

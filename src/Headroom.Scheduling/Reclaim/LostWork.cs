using Headroom.Cluster.State;

namespace Headroom.Scheduling.Reclaim;

/// <summary>What a preemption costs.</summary>
internal static class LostWork
{
    /// <summary>
    /// Work that is lost when a running job stops now: the time since it last saved, and the time that its restart
    /// takes, times what it holds, in thousandths of an accelerator times milliseconds.
    /// </summary>
    public static long MilliMilliseconds(JobEntry job, long now)
    {
        var lost = (Int128)(now - job.SavedAt + job.Job.RestartMilliseconds) * job.MilliHeld;
        return (long)Int128.Min(lost, long.MaxValue / 2);
    }
}

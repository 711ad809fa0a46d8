using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Reclaim;

/// <summary>Who may not be told to stop yet.</summary>
internal static class Protection
{
    /// <summary>
    /// Until when a running job is protected, in milliseconds: 0 when it is not, <see cref="long.MaxValue"/> when it
    /// was preempted as often as one job may be.
    /// </summary>
    public static long Until(JobEntry job, ReclaimRules rules, long now)
    {
        if (job.Preemptions >= rules.PreemptionsPerJobMax) return long.MaxValue;

        var end = job.StartedAt + rules.RuntimeMillisecondsMin;
        return end > now ? end : 0;
    }
}

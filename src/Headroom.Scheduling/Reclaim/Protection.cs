using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Reclaim;

/// <summary>Who may not be told to stop yet.</summary>
internal static class Protection
{
    /// <summary>The same of one that may not run yet: it is protected like one that starts now.</summary>
    public static long Until(Holding holding, ReclaimRules rules, long now) =>
        holding.Phase == HoldingPhase.Running
            ? Until(holding.Job, rules, now)
            : now + Math.Max(1, rules.RuntimeMillisecondsMin);

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

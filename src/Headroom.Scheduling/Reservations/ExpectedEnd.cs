using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Reservations;

/// <summary>When jobs are believed to end.</summary>
internal static class ExpectedEnd
{
    /// <summary>Longest runtime that is believed of a job, in milliseconds.</summary>
    public static long LimitOf(Job job, PlanningRules rules) =>
        job.TimeLimitMilliseconds ?? rules.DefaultTimeLimitMilliseconds;

    /// <summary>
    /// When a running job is believed to end, in milliseconds, later than <paramref name="now"/>. A job that has outrun
    /// the belief is believed to take twice as long, and so on (Tsafrir, Etsion and Feitelson 2007: correct upwards).
    /// </summary>
    public static long OfRunning(JobEntry job, SharingPolicy policy, long now)
    {
        if (job.Phase == JobPhase.Stopping) return now + Math.Max(policy.Reclaim.StopMilliseconds, 1);

        var belief = LimitOf(job.Job, policy.Planning);
        while (job.StartedAt + belief <= now) belief *= 2;
        return job.StartedAt + belief;
    }
}

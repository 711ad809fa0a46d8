using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Reservations;

/// <summary>When jobs are believed to end.</summary>
public static class ExpectedEnd
{
    /// <summary>Longest runtime that is believed of a job, in milliseconds.</summary>
    public static long LimitOf(Job job, PlanningRules rules) =>
        job.TimeLimitMilliseconds ?? rules.DefaultTimeLimitMilliseconds;

    /// <summary>
    /// Runtime that is believed of a job, in milliseconds, longer than it has run. A job that has outrun the belief is
    /// believed to take twice as long, and so on (Tsafrir, Etsion and Feitelson 2007: correct upwards).
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="rules">What is believed of a job without a limit.</param>
    /// <param name="ran">How long it has run, in milliseconds, at least 0.</param>
    public static long RuntimeOf(Job job, PlanningRules rules, long ran)
    {
        var belief = LimitOf(job, rules);
        while (belief <= ran) belief *= 2;
        return belief;
    }

    /// <summary>
    /// When a running job is believed to end, in milliseconds, later than <paramref name="now"/>.
    /// </summary>
    public static long OfRunning(JobEntry job, SharingPolicy policy, long now) =>
        job.Phase == JobPhase.Stopping
            ? now + Math.Max(policy.Reclaim.StopMilliseconds, 1)
            : job.StartedAt + RuntimeOf(job.Job, policy.Planning, now - job.StartedAt);
}

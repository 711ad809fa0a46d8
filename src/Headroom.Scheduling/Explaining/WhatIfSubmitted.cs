using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Explaining;

/// <summary>A dry run: what would become of a job that nobody has submitted yet.</summary>
public static class WhatIfSubmitted
{
    /// <summary>
    /// What the cycle would do for the job, and which changes would start it. It comes last among the jobs of its time
    /// of submission, whatever its id says.
    /// </summary>
    /// <param name="state">The cluster as it is; it is not changed.</param>
    /// <param name="tree">The queues.</param>
    /// <param name="scheduler">Decides.</param>
    /// <param name="job">The job as it would be submitted.</param>
    /// <param name="now">Time of the cycle in milliseconds.</param>
    /// <param name="stepBudget">Most jobs that a cycle looks at, at least 1.</param>
    /// <exception cref="ArgumentException">The job is out of range: ask <see cref="JobCheck"/> first.</exception>
    public static Explanation Explain(
        ClusterState state, QueueTree tree, IPoolScheduler scheduler, Job job, long now, int stepBudget)
    {
        if (JobCheck.Fault(job) is { } fault) throw new ArgumentException(fault, nameof(job));

        return Explainer.OfSubmission(
            new Trials(state.Copy(), tree, scheduler, now, stepBudget, Explainer.DecisionsMax), job);
    }
}

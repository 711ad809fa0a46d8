using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Reclaim;

/// <summary>Who may be told to stop for whom.</summary>
/// <remarks>
/// A preemption has to move what quota covers down the tree, or at one level of the tree up in priority. Any rule that
/// keeps to this ends: docs/decisions/0020-reclaim-never-runs-in-circles.md.
/// </remarks>
internal static class VictimRules
{
    /// <summary>
    /// The rule by which <paramref name="victim"/> may be told to stop for a job; null when it may not.
    /// </summary>
    /// <param name="tree">The queues.</param>
    /// <param name="job">Job that would start.</param>
    /// <param name="queue">Its queue.</param>
    /// <param name="owedAt">The queue that is owed what it would use with the job.</param>
    /// <param name="victim">Running job.</param>
    public static PreemptionRule? RuleFor(QueueTree tree, JobEntry job, int queue, int owedAt, Holding victim)
    {
        if (!victim.MayStop) return null;

        if (victim.Queue == queue)
        {
            var isLower = victim.Job.Job.Priority < job.Job.Priority;
            return isLower && tree.DepthOf(owedAt) >= tree.DepthOf(victim.CoveredBy) ? PreemptionRule.Priority : null;
        }

        var common = tree.DepthOf(tree.CommonAncestor(queue, victim.Queue));
        return tree.DepthOf(owedAt) > common && common >= tree.DepthOf(victim.CoveredBy)
            ? PreemptionRule.Reclaim
            : null;
    }
}

using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Tests.Quotas;

/// <summary>A running job as the plain rules see it.</summary>
internal sealed record PlainHolding(Job Job, int Queue, int Resource, long Milli, long Sequence)
{
    public JobId Id => Job.Id;
}

/// <summary>Which queue covers which job, by the words of the decision record.</summary>
internal static class PlainCover
{
    public static IReadOnlyList<PlainHolding> Running(ClusterState state, QueueTree tree) =>
        [.. state.Queues.SelectMany(queue => queue.Running)
            .Where(job => job.Phase == JobPhase.Running)
            .Select(job => new PlainHolding(
                job.Job, Math.Max(tree.IndexOf(job.Job.Queue), 0), job.Resource, job.MilliHeld, job.Sequence))];

    /// <summary>By job, the queue that covers it.</summary>
    public static Dictionary<JobId, int> Of(QueueTree tree, IReadOnlyList<PlainHolding> running)
    {
        var covered = new Dictionary<JobId, int>();
        Cover(tree, running, 0, covered);
        return covered;
    }

    // Jobs of a queue and below that it does not cover.
    private static List<PlainHolding> Cover(
        QueueTree tree, IReadOnlyList<PlainHolding> running, int queue, Dictionary<JobId, int> covered)
    {
        var left = tree.ChildrenOf(queue).SelectMany(child => Cover(tree, running, child, covered))
            .Concat(running.Where(job => job.Queue == queue))
            .OrderBy(job => job.Job.IsPreemptible)
            .ThenByDescending(job => job.Job.IsPreemptible ? job.Job.Priority : 0).ThenBy(job => job.Sequence);
        var uncovered = new List<PlainHolding>();
        foreach (var job in left)
        {
            var used = running.Where(other => other.Resource == job.Resource && tree.IsWithin(other.Queue, queue)
                && covered.ContainsKey(other.Id)).Sum(other => other.Milli);
            if (queue == 0 || used + job.Milli <= tree.Owed(queue, job.Resource)) covered.Add(job.Id, queue);
            else uncovered.Add(job);
        }

        return uncovered;
    }
}

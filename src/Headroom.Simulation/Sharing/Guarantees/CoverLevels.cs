using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing.Guarantees;

/// <summary>
/// Tells which queue's quota each running job runs on. A queue that takes jobs covers them in the order of
/// <see cref="JobOrders.Running"/> while their sum stays within what it is owed, skipping what does not fit. What it
/// leaves over, the queue above covers in the same order with what it is owed less what is covered below it, and so on;
/// the fleet covers the rest. Stopping jobs count as gone. A job counts in the chip model that it runs with, or in
/// processors when it has none.
/// </summary>
/// <remarks>A plain second computation of what the engine knows by other means, to check it by.</remarks>
public static class CoverLevels
{
    /// <summary>
    /// Every running job with the index of the queue that covers it, from the innermost queues outward.
    /// </summary>
    public static IReadOnlyList<CoveredJob> Of(ClusterState state, QueueTree tree)
    {
        var covered = new List<CoveredJob>();
        var open = new List<JobEntry>[tree.Count];
        for (var queue = 0; queue < tree.Count; queue++) open[queue] = [];
        foreach (var queue in state.Queues)
        {
            var index = tree.IndexOf(queue.Name);
            if (index > 0) open[index].AddRange(queue.Running.Where(job => job.Phase == JobPhase.Running));
        }

        var below = new long[tree.Count][];
        for (var queue = 0; queue < tree.Count; queue++) below[queue] = new long[tree.Resources.Count];
        for (var queue = tree.Count - 1; queue > 0; queue--)
        {
            var parent = tree.ParentOf(queue);
            open[queue].Sort(JobOrders.Running);
            foreach (var job in open[queue])
            {
                if (below[queue][job.Resource] + job.MilliHeld > tree.Owed(queue, job.Resource))
                {
                    open[parent].Add(job);
                    continue;
                }

                below[queue][job.Resource] += job.MilliHeld;
                covered.Add(new CoveredJob(job, queue));
            }

            for (var resource = 0; resource < tree.Resources.Count; resource++)
                below[parent][resource] += below[queue][resource];
        }

        covered.AddRange(open[0].Order(JobOrders.Running).Select(job => new CoveredJob(job, 0)));
        return covered;
    }
}

/// <summary>A running job with the queue whose quota it runs on.</summary>
/// <param name="Job">The job.</param>
/// <param name="Level">Index of that queue; 0 when it runs on what nobody is owed.</param>
public readonly record struct CoveredJob(JobEntry Job, int Level);

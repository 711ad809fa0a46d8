using Headroom.Cluster.State;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Peers.EvictRefill;

/// <summary>A job that a queue would have run next.</summary>
/// <param name="Job">The job.</param>
/// <param name="Demand">What it counts as.</param>
/// <param name="Evicted">The same job as it runs, when it was evicted; null for one that waits.</param>
internal sealed record Gang(JobEntry Job, Demand Demand, Holding? Evicted)
{
    /// <summary>
    /// In a queue: highest priority, then those that were evicted by their start, then those that wait by submission.
    /// </summary>
    public static int Compare(Gang left, Gang right)
    {
        var order = right.Job.Job.Priority.CompareTo(left.Job.Job.Priority);
        if (order == 0) order = (left.Evicted is null).CompareTo(right.Evicted is null);
        if (order == 0 && left.Evicted is not null) return left.Job.Sequence.CompareTo(right.Job.Sequence);

        return order != 0 ? order : JobOrders.Waiting.Compare(left.Job, right.Job);
    }
}

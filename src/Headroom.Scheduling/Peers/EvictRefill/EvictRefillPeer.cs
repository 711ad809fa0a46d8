namespace Headroom.Scheduling.Peers.EvictRefill;

/// <summary>
/// Armada-like: in every cycle the jobs of queues above their fair share go back to their queues, and all queues are
/// filled again by weighted dominant resource fairness; who does not come back to its own nodes was preempted.
/// </summary>
/// <remarks>
/// <para>
/// From Armada's documents, as of the sources at 207cc9e0: Scheduling and Preempting Jobs (cost, eviction, order of
/// jobs including the next gang, avoiding preemption, whom to preempt if it cannot be avoided), its pull requests
/// 2611 (protected fraction of the fair share), 3714 (adjusted fair share) and 3899 (compared with cost), and the
/// lookback limit of its configuration. That at equal priority jobs that run come before those that wait keeps a
/// cycle from undoing the last.
/// </para>
/// <para>
/// Simplified: queues have no hierarchy, so those below others count with what they are entitled to of the fleet
/// (<see cref="Entitlement"/>), and guaranteed quota is no more than that. A job's priority orders it within its
/// queue; all jobs have one priority class of the urgency kind, so nobody is preempted by urgency. A job that may not
/// be preempted is not fair-share-preemptible. Where room cannot be found without preemption, those that would come
/// back last are displaced first, as many as needed, while Armada scores nodes one task at a time. The limit of a
/// queue is nominal quota plus borrowing limit where there is one. A preempted job waits again, which in Armada it
/// does only when resubmitted. The policy's minimum runtime stands for the limit on the rate of preemption.
/// </para>
/// </remarks>
/// <param name="options">What an operator would set; null for the defaults.</param>
public sealed class EvictRefillPeer(EvictRefillOptions? options = null) : Peer
{
    private readonly EvictRefillOptions _options = options ?? new EvictRefillOptions();

    /// <inheritdoc/>
    public override string Name => "evict-refill";

    private protected override void Decide(PeerCycle cycle)
    {
        var entitlement = Entitlement.Of(cycle.Tree);
        var demands = DemandsOf(cycle);
        var weights = entitlement.Select((weight, queue) => demands[queue] > 0 ? weight : 0).ToArray();
        var shares = FairShares.Adjusted(weights, demands);
        new Refill(cycle, entitlement, IsEvicted, _options.QueueLookbackMax).Run();

        bool IsEvicted(int queue)
        {
            // Who runs in a queue that the policy no longer has is owed nothing.
            if (queue == 0) return true;

            var cost = FairShares.CostOf(cycle.Tree, resource => cycle.Use.Used(queue, resource));
            return (Int128)cost * 1000 > (Int128)shares[queue] * _options.ProtectedFractionPermille;
        }
    }

    // What all active jobs of each queue that takes jobs would cost.
    private static long[] DemandsOf(PeerCycle cycle)
    {
        var tree = cycle.Tree;
        var milli = new long[tree.Count, tree.Resources.Count];
        foreach (var (job, queue) in cycle.Waiting)
        {
            var demand = cycle.OptionsOf(job)[0].DemandOf(job.Job.Shape.TaskCountLeast);
            milli[queue, demand.Resource] += demand.Milli;
        }

        return [.. Enumerable.Range(0, tree.Count).Select(queue => tree.TakesJobs(queue)
            ? FairShares.CostOf(tree, resource => cycle.Use.Used(queue, resource) + milli[queue, resource])
            : 0)];
    }
}

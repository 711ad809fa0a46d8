namespace Headroom.Scheduling.Peers.CohortShare;

/// <summary>
/// Kueue-like: nominal quota, borrowing and lending within cohorts; one head a queue and round, who does not borrow
/// first, then the least dominant resource share; reclaim within the cohort and preemption to fair shares.
/// </summary>
/// <remarks>
/// <para>
/// From Kueue's documents, as of the sources at ff69552e: Cluster Queue (quotas, borrowing, queueing strategies,
/// flavors in order), Preemption, Fair Sharing (strategies and algorithm) and KEP-1714 (share value, hierarchy); that
/// nominal quota goes before borrowing is from its pull request 9484, that the least share is found from the leaves
/// to the root from 4503. Set up as reclaimWithinCohort: Any, withinClusterQueue: LowerPriority, both preemption
/// strategies, and BestEffortFIFO, or StrictFIFO for a queue that does not allow backfill.
/// </para>
/// <para>
/// Simplified: the fleet is the root cohort, and chip models are flavors that every queue has. Admission needs places
/// for all tasks, as with topology-aware scheduling: plain Kueue admits by quota alone and lets pods wait where nodes
/// are fragmented; so does who is preempted. Rounds take no time and go on until no queue has a head, where Kueue
/// admits at most one head a queue and cycle of some time. Heads that cannot be admitted step aside until the next
/// event. A job that may not be preempted, which Kueue does not have, runs within nominal quota only. Admission fair
/// sharing, admission checks and concurrent flavors are left out.
/// </para>
/// </remarks>
public sealed class CohortSharePeer : Peer
{
    /// <inheritdoc/>
    public override string Name => "cohort-drs";

    private protected override void Decide(PeerCycle cycle) => new CohortRounds(cycle).Run();
}

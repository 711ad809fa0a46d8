namespace Headroom.Scheduling.Peers.SaturationReclaim;

/// <summary>
/// KAI-like: fair shares from quotas, requests and weights; jobs start by the least saturation of their queues; who is
/// short of its share takes from who is above, and within a queue priority preempts.
/// </summary>
/// <remarks>
/// <para>
/// From the documents of KAI Scheduler, as of the sources at d5bc503a: Fairness (division, saturation, both reclaim
/// strategies, multiplier), Scheduling Deep Dive (rules of reclaim and preemption, jobs that may not be preempted
/// stay in quota), Scheduler Actions Framework (order of actions), and for the order of queues the list in the design
/// of priority-based in-quota reclaim. Where the documents differ on what keeps the order of siblings, the newest
/// holds: the side that takes stays within its fair share, or less saturated than each that it takes from (designs,
/// Steady Fair-Share Reclaim, of the path that exists).
/// </para>
/// <para>
/// Simplified: the actions are allocate, reclaim and preempt; consolidation, which moves jobs to undo fragmentation,
/// and time-based fair share are left out. Queues have no priority, so what is beyond quotas goes by weight alone. A
/// job counts in one chip model or in processors, and shares are per chip model, as with one scheduling shard for
/// each. Gangs, also elastic ones, stop whole. The policy's minimum runtime stands for both of KAI's.
/// </para>
/// </remarks>
/// <param name="multiplierPermille">
/// How much less saturated than those it takes from a side above its fair share must stay, in thousandths, at least
/// 1000.
/// </param>
public sealed class SaturationReclaimPeer(int multiplierPermille = 1000) : Peer
{
    /// <inheritdoc/>
    public override string Name => "saturation-reclaim";

    private protected override void Decide(PeerCycle cycle)
    {
        var actions = new SaturationActions(cycle, Math.Max(multiplierPermille, 1000));
        actions.Allocate();
        actions.Reclaim();
        actions.Preempt();
        actions.Close();
    }
}

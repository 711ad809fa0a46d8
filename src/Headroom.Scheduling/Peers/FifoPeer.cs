using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Peers;

/// <summary>
/// First come, first served over the whole pool: jobs start in the order of their submission, whatever their queue and
/// priority, and the first that does not fit holds up all behind it. Nobody is preempted and no quota is kept.
/// </summary>
/// <remarks>
/// The plain order that others are measured against; Slurm's <c>priority/basic</c> with <c>sched/builtin</c>, which
/// "attempts to schedule jobs in a strict priority order" (Slurm, Scheduling Configuration Guide, 4 June 2024). Jobs
/// that never fit or may not start yet hold up nobody.
/// </remarks>
public sealed class FifoPeer : Peer
{
    /// <inheritdoc/>
    public override string Name => "fifo";

    private protected override void Decide(PeerCycle cycle)
    {
        Hold? behind = null;
        foreach (var (job, queue) in InOrder(cycle))
        {
            if (behind is not null)
            {
                cycle.Settle(job, behind);
                continue;
            }

            if (cycle.IsSpent) return;
            if (cycle.TryStart(job, queue, _ => null) is not { } hold) continue;

            cycle.Settle(job, hold);
            if (PeerCycle.IsOfRoom(hold)) behind = new Hold(HoldReason.BehindOthers) { Holders = [job.Job.Id] };
        }
    }

    private static IEnumerable<(JobEntry Job, int Queue)> InOrder(PeerCycle cycle) =>
        cycle.Waiting.OrderBy(entry => entry.Job.Job.SubmittedMilliseconds).ThenBy(entry => entry.Job.Job.Id);
}

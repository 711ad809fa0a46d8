using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Peers.PriorityEasy;

/// <summary>
/// Slurm-like: one pool in one order of priority, hard limits by account, and backfill that does not delay the first
/// job that is blocked. Nothing is lent and nothing taken back.
/// </summary>
/// <remarks>
/// <para>
/// From Slurm's documents, as of the sources at 284c3b95: Multifactor Priority Plugin (order by tier, then the
/// weighted sum of factors, then submission and id; weights of its example), Classic Fairshare Algorithm of 11 June
/// 2019 (the factor), Scheduling Configuration Guide of 4 June 2024 (backfill), Resource Limits (limits of a group
/// hold up only its own jobs) and Preemption (tiers, requeue).
/// </para>
/// <para>
/// Simplified: a queue is an account and has no users below it. A job's priority is its tier; of the factors only
/// fair share and age are used. Classic fair share stands for Fair Tree, the default since 19.05. Shares of accounts
/// are what their queues are entitled to (<see cref="Entitlement"/>); a limit is nominal quota plus borrowing limit
/// where there is one. Use of the past is what the state remembers, which counts more while a resource is scarce.
/// Only the first blocked job gets a reservation, where Slurm plans for a hundred and keeps whole nodes; all jobs are
/// looked at for backfill, where Slurm looks at a hundred by default. It runs at every event, not every 30 seconds.
/// </para>
/// </remarks>
/// <param name="options">Weights; null for the defaults.</param>
public sealed class PriorityEasyPeer(PriorityEasyOptions? options = null) : Peer
{
    private readonly PriorityEasyOptions _options = options ?? new PriorityEasyOptions();

    /// <inheritdoc/>
    public override string Name => _options.PreemptsBeyondQuota ? "priority-easy-qos" : "priority-easy";

    private protected override void Decide(PeerCycle cycle)
    {
        var found = new Dictionary<(int Queue, int Shape, long? Limit), Hold>();
        var beyondQuota = new BeyondQuota(cycle);
        var isReserved = false;
        foreach (var (job, queue) in InOrder(cycle, beyondQuota))
        {
            var kind = (queue, job.ShapeIndex, job.Job.TimeLimitMilliseconds);
            if (found.TryGetValue(kind, out var known))
            {
                cycle.Settle(job, known);
                continue;
            }

            if (cycle.IsSpent) return;
            if (cycle.TryStart(job, queue, demand => HardLimits.HoldOf(cycle, queue, demand)) is not { } hold) continue;

            var isBlocked = PeerCycle.IsOfRoom(hold);
            if (isBlocked && !isReserved)
            {
                if (_options.PreemptsBeyondQuota && beyondQuota.TryPreempt(job, queue)) continue;

                isReserved = true;
                cycle.Settle(job, hold with { Until = HeadReservation.Make(cycle, job, queue) });
                continue;
            }

            cycle.Settle(job, hold);
            if (PeerCycle.IsOfShape(hold)) found[kind] = hold;
        }
    }

    private IEnumerable<(JobEntry Job, int Queue)> InOrder(PeerCycle cycle, BeyondQuota beyondQuota)
    {
        var factors = FairShareFactors.Of(
            cycle.Tree, Entitlement.Of(cycle.Tree), FairShareFactors.UseOf(cycle.Tree, cycle.State));
        var waiting = _options.PreemptsBeyondQuota
            ? cycle.Waiting.OrderByDescending(entry => beyondQuota.GuaranteedOption(entry.Job, entry.Queue) is not null)
            : cycle.Waiting.OrderBy(_ => 0);
        return waiting
            .ThenByDescending(entry => entry.Job.Job.Priority)
            .ThenByDescending(entry => PriorityOf(entry.Job, factors[entry.Queue], cycle.Now))
            .ThenBy(entry => entry.Job.Job.SubmittedMilliseconds)
            .ThenBy(entry => entry.Job.Job.Id);
    }

    // In units of 1/Decay.One, so that nothing of a factor is lost.
    private Int128 PriorityOf(JobEntry job, ulong fairShare, long now)
    {
        var age = Math.Clamp(now - job.Job.SubmittedMilliseconds, 0, _options.AgeMillisecondsMax);
        var ageFactor = (Int128)Decay.One * age / _options.AgeMillisecondsMax;
        return _options.FairShareWeight * (Int128)fairShare + _options.AgeWeight * ageFactor;
    }
}

using Headroom.Cluster.State;
using Headroom.Scheduling.Fairness;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reclaim;

namespace Headroom.Scheduling.Peers.CohortShare;

/// <summary>
/// Rounds of one head a queue: all heads are nominated by what is there at the begin of the round, then admitted in
/// their order as long as that still holds. Who cannot be admitted steps aside until the state changes.
/// </summary>
internal sealed class CohortRounds
{
    private readonly PeerCycle _cycle;
    private readonly DominantShares _shares;
    private readonly PoolUse _unused;
    private readonly QueueTurns<Standing> _turns;
    private readonly int[] _heads;
    private readonly Nominee?[] _nominees;
    private int _moves;

    // What cannot be admitted is not tried again for the next job like it, until somebody was preempted.
    private readonly Dictionary<(int Queue, int Shape, int Priority, bool IsPreemptible), Hold> _inadmissible = [];

    public CohortRounds(PeerCycle cycle)
    {
        _cycle = cycle;
        _shares = new DominantShares(cycle.Tree, cycle.Use);
        _unused = new PoolUse(cycle.Tree);
        _turns = new QueueTurns<Standing>(cycle.Tree, StandingOf);
        _heads = new int[cycle.Tree.Count];
        _nominees = new Nominee?[cycle.Tree.Count];
    }

    /// <summary>Until no queue has a head.</summary>
    public void Run()
    {
        for (var hasMoved = true; hasMoved && !_cycle.IsSpent;)
        {
            var before = _moves;
            for (var queue = 1; queue < _cycle.Tree.Count; queue++)
            {
                if (HeadOf(queue) is { } head) Nominate(head, queue);
            }

            while (_turns.Next() is { } offer) Admit(offer.Queue);
            hasMoved = _moves > before;
        }
    }

    private Standing StandingOf(int level, Offer offer)
    {
        var used = _cycle.Use.Used(offer.Queue, offer.Demand.Resource);
        var borrows = used + offer.Demand.Milli > _cycle.Tree.Nominal(offer.Queue, offer.Demand.Resource);
        return new Standing(borrows, _shares.Of(level, offer.Demand), _cycle.Tree[level].Weight, offer.Job);
    }

    private JobEntry? HeadOf(int queue)
    {
        var jobs = _cycle.WaitingOf(queue);
        while (_heads[queue] < jobs.Count)
        {
            var job = jobs[_heads[queue]];
            if (!_inadmissible.TryGetValue(KindOf(job, queue), out var hold)) return job;

            _cycle.Settle(job, hold);
            Move(queue);
        }

        return null;
    }

    private void Nominate(JobEntry job, int queue)
    {
        var nominee = Free(job, queue, out var hold) ?? Preempting(job, queue);
        if (nominee is null)
        {
            StepAside(job, queue, hold);
            return;
        }

        _nominees[queue] = nominee;
        _turns.Offer(queue, new Offer(job, queue, nominee.Option.DemandOf(job.Job.Shape.TaskCountLeast)));
    }

    private Nominee? Free(JobEntry job, int queue, out Hold nearest)
    {
        nearest = new Hold(HoldReason.NeverFits);
        foreach (var option in _cycle.OptionsOf(job))
        {
            var least = job.Job.Shape.TaskCountLeast;
            var hold = QuotaHold(job, queue, option.DemandOf(least));
            if (hold is null)
            {
                if (_cycle.Find(job, option, least, out var shortage) is not null)
                    return new Nominee(job, queue, option);

                hold = _cycle.HoldOfRoom(shortage, option.DemandOf(least));
            }

            if (nearest.Reason == HoldReason.NeverFits || PeerCycle.IsOfRoom(hold)) nearest = hold;
        }

        return null;
    }

    private Nominee? Preempting(JobEntry job, int queue)
    {
        foreach (var option in _cycle.OptionsOf(job))
        {
            var demand = option.DemandOf(job.Job.Shape.TaskCountLeast);
            if (_unused.Block(queue, demand) is not null) continue;

            var order = FairVictims.Of(_cycle, _shares, job, queue, demand);
            var victims = FewestVictims.Find(
                _cycle, job, option, order, () => QuotaHold(job, queue, demand) is null);
            if (victims is not null) return new Nominee(job, queue, option, victims);
        }

        return null;
    }

    private Hold? QuotaHold(JobEntry job, int queue, Demand demand)
    {
        if (_cycle.Use.Block(queue, demand) is { } block)
        {
            var forever = _unused.Block(queue, demand);
            var reason = forever is null ? block.Reason : HoldReason.NeverWithinQuota;
            var shown = forever ?? block;
            return HardLimits.OfLevel(_cycle, reason, shown.Queue, demand, shown.LeftMilli);
        }

        return _cycle.MayStay(job, queue, demand)
            ? null
            : HardLimits.OfLevel(_cycle, HoldReason.OverQuota, queue, demand, leftMilli: 0);
    }

    // What was nominated and no longer holds stays the head of its queue, for the next round.
    private void Admit(int queue)
    {
        var nominee = _nominees[queue]!;
        var victims = nominee.Victims;
        if (victims is null)
        {
            var hold = _cycle.TryStart(nominee.Job, queue, demand => QuotaHold(nominee.Job, queue, demand));
            if (hold is null) Move(queue);
            else if (!PeerCycle.IsOfShape(hold)) StepAside(nominee.Job, queue, hold);
        }
        else if (StillHelps(nominee, victims))
        {
            _cycle.Look();
            _cycle.Preempt(nominee.Job, queue, nominee.Option, victims);
            _inadmissible.Clear();
            Move(queue);
        }

        _turns.Offer(queue, null);
        foreach (var victim in victims?.Victims ?? []) _turns.Renew(victim.Holding.Queue);
    }

    private bool StillHelps(Nominee nominee, VictimSet victims)
    {
        if (!victims.Victims.All(victim => _cycle.Running.Contains(victim.Holding))) return false;

        Change(victims, -1);
        var demand = nominee.Option.DemandOf(victims.Tasks.Count);
        var helps = QuotaHold(nominee.Job, nominee.Queue, demand) is null
            && _cycle.Room.Left.CanTakeAll(nominee.Option.Fit.Need, victims.Tasks);
        Change(victims, 1);
        return helps;
    }

    private void Change(VictimSet victims, int sign)
    {
        foreach (var victim in victims.Victims)
        {
            var holding = victim.Holding;
            _cycle.Use.Add(holding.Queue, holding.Demand with { Milli = sign * holding.Demand.Milli });
            if (sign < 0) _cycle.Room.Give(holding.Need, holding.Tasks);
            else _cycle.Room.Take(holding.Need, holding.Tasks);
        }
    }

    private void StepAside(JobEntry job, int queue, Hold hold)
    {
        _cycle.Look();
        _cycle.Settle(job, hold);
        Move(queue);
        if (PeerCycle.IsOfShape(hold)) _inadmissible[KindOf(job, queue)] = hold;
        if (!_cycle.Tree[queue].AllowsBackfill) HoldBehind(job, queue);
    }

    private void Move(int queue)
    {
        _heads[queue]++;
        _moves++;
    }

    private void HoldBehind(JobEntry first, int queue)
    {
        var behind = new Hold(HoldReason.BehindOthers) { Holders = [first.Job.Id] };
        var jobs = _cycle.WaitingOf(queue);
        for (; _heads[queue] < jobs.Count; _heads[queue]++) _cycle.Settle(jobs[_heads[queue]], behind);
    }

    private static (int Queue, int Shape, int Priority, bool IsPreemptible) KindOf(JobEntry job, int queue) =>
        (queue, job.ShapeIndex, job.Job.Priority, job.Job.IsPreemptible);
}

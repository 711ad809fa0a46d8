using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reclaim;

namespace Headroom.Scheduling.Peers.SaturationReclaim;

/// <summary>
/// From whom a job may take, and in which order: always from the most saturated queue, its lowest priority and latest
/// start first, as long as the queue is above its fair share; or above its quota, when the job's side stays within its
/// own (KAI Scheduler, Fairness, Reclaim Strategies).
/// </summary>
internal sealed class ReclaimOrder
{
    private readonly PeerCycle _cycle;
    private readonly Saturation _saturation;
    private readonly int _queue;
    private readonly Demand _demand;
    private readonly Queue<Holding>[] _candidates;
    private readonly List<Holding> _victims = [];

    private ReclaimOrder(PeerCycle cycle, Saturation saturation, int queue, Demand demand)
    {
        (_cycle, _saturation, _queue, _demand) = (cycle, saturation, queue, demand);
        _candidates =
            [.. Enumerable.Range(0, cycle.Tree.Count).Select(other => new Queue<Holding>(CandidatesOf(other)))];
    }

    /// <summary>
    /// Running jobs that may be told to stop for a job of a queue; none when the job may not take any.
    /// </summary>
    public static IReadOnlyList<Holding> Of(PeerCycle cycle, Saturation saturation, int queue, Demand demand)
    {
        if (!saturation.StaysWithin(queue, demand) && !saturation.StaysWithinQuota(queue, demand)) return [];

        var order = new ReclaimOrder(cycle, saturation, queue, demand);
        while (order.TakeNext())
        {
        }

        foreach (var victim in order._victims) cycle.Use.Add(victim.Queue, victim.Demand);
        return order._victims;
    }

    /// <summary>
    /// Whether, after the reclaim, the job's side at each level is within its fair share or quota, or is less saturated
    /// than every side from which it took.
    /// </summary>
    public static bool KeepsOrder(
        PeerCycle cycle, Saturation saturation, int queue, Demand demand, VictimSet set, int multiplierPermille)
    {
        foreach (var victim in set.Victims) Change(cycle, victim.Holding, -1);
        var keeps = set.Victims.All(victim =>
        {
            var (own, other) = Sides(cycle, queue, victim.Holding.Queue);
            return saturation.StaysWithin(own, demand) || saturation.StaysWithinQuota(own, demand)
                || (Int128)saturation.Of(own, demand) * multiplierPermille
                    < (Int128)saturation.Of(other, demand with { Milli = 0 }) * 1000;
        });
        foreach (var victim in set.Victims) Change(cycle, victim.Holding, 1);
        return keeps;
    }

    private IEnumerable<Holding> CandidatesOf(int queue) => queue == _queue
        ? []
        : _cycle.Running.StoppableOf(queue).Where(holding =>
            holding.Demand.Resource == _demand.Resource && !_cycle.Running.IsProtected(holding));

    private bool TakeNext()
    {
        var from = MostSaturated();
        if (from < 0) return false;

        var holding = _candidates[from].Dequeue();
        Change(_cycle, holding, -1);
        _victims.Add(holding);
        return true;
    }

    private int MostSaturated()
    {
        var (best, highest) = (-1, (Side: 0L, Own: 0L));
        for (var queue = 0; queue < _candidates.Length; queue++)
        {
            if (_candidates[queue].Count == 0 || !MayTakeFrom(queue)) continue;

            var (_, side) = Sides(_cycle, _queue, queue);
            var saturation = (Side: SaturationOf(side), Own: SaturationOf(queue));
            if (best < 0 || saturation.CompareTo(highest) > 0) (best, highest) = (queue, saturation);
        }

        return best;
    }

    private long SaturationOf(int queue) => _saturation.Of(queue, _demand with { Milli = 0 });

    private bool MayTakeFrom(int queue)
    {
        // Who runs in a queue that the policy no longer has is owed nothing.
        if (queue == 0) return true;

        var (own, other) = Sides(_cycle, _queue, queue);
        return _saturation.IsAbove(other, _demand.Resource)
            || (_saturation.StaysWithinQuota(own, _demand) && _saturation.IsAboveQuota(other, _demand.Resource));
    }

    // The queues on both ways directly below the innermost one that holds both.
    private static (int Own, int Other) Sides(PeerCycle cycle, int queue, int other)
    {
        var common = cycle.Tree.CommonAncestor(queue, other);
        return (Below(queue), Below(other));

        int Below(int side)
        {
            while (side != common && cycle.Tree.ParentOf(side) != common) side = cycle.Tree.ParentOf(side);
            return side;
        }
    }

    private static void Change(PeerCycle cycle, Holding holding, int sign) =>
        cycle.Use.Add(holding.Queue, holding.Demand with { Milli = sign * holding.Demand.Milli });
}

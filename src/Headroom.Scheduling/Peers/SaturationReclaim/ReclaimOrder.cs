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
    private readonly Queue<Holding>?[] _candidates;
    private readonly (int Own, int Other)[] _sides;
    private readonly (long OfSide, long OfQueue)[] _saturations;
    private readonly bool[] _mayGive;
    private readonly long[] _used;

    private ReclaimOrder(PeerCycle cycle, Saturation saturation, int queue, Demand demand)
    {
        (_cycle, _saturation, _queue, _demand) = (cycle, saturation, queue, demand);
        var count = cycle.Tree.Count;
        _candidates = new Queue<Holding>[count];
        _sides = new (int, int)[count];
        _saturations = new (long, long)[count];
        _mayGive = new bool[count];
        _used = [.. Enumerable.Range(0, count).Select(level => cycle.Use.Used(level, demand.Resource))];
        for (var other = 0; other < count; other++)
        {
            if (other == queue || cycle.Running.Of(other).Count == 0) continue;

            _sides[other] = Sides(cycle, queue, other);
            Renew(other);
        }
    }

    /// <summary>
    /// Running jobs that may be told to stop for a job of a queue; none when the job may not take any.
    /// </summary>
    public static IEnumerable<Holding> Of(PeerCycle cycle, Saturation saturation, int queue, Demand demand)
    {
        if (!saturation.StaysWithin(queue, demand) && !saturation.StaysWithinQuota(queue, demand)) yield break;

        var order = new ReclaimOrder(cycle, saturation, queue, demand);
        for (var from = order.MostSaturated(); from >= 0; from = order.MostSaturated())
            yield return order.TakeFrom(from);
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

    private int MostSaturated()
    {
        var best = -1;
        for (var queue = 0; queue < _mayGive.Length; queue++)
        {
            if (!_mayGive[queue] || (best >= 0 && _saturations[queue].CompareTo(_saturations[best]) <= 0)) continue;

            _candidates[queue] ??= new Queue<Holding>(_cycle.Running.StoppableOf(queue).Where(IsCandidate));
            if (_candidates[queue]!.Count > 0) best = queue;
            else _mayGive[queue] = false;
        }

        return best;
    }

    private bool IsCandidate(Holding holding) =>
        holding.Demand.Resource == _demand.Resource && !_cycle.Running.IsProtected(holding);

    private Holding TakeFrom(int queue)
    {
        var holding = _candidates[queue]!.Dequeue();
        for (var level = queue; level >= 0; level = _cycle.Tree.ParentOf(level)) _used[level] -= holding.Demand.Milli;
        for (var other = 0; other < _sides.Length; other++)
        {
            if (_mayGive[other] && _sides[other].Other == _sides[queue].Other) Renew(other);
        }

        return holding;
    }

    private void Renew(int queue)
    {
        var (own, other) = _sides[queue];
        _saturations[queue] = (SaturationOf(other), SaturationOf(queue));

        // Who runs in a queue that the policy no longer has is owed nothing.
        _mayGive[queue] = queue == 0 || _used[other] > _saturation.FairShare(other, _demand.Resource)
            || (_saturation.StaysWithinQuota(own, _demand)
                && _used[other] > _cycle.Tree.Nominal(other, _demand.Resource));
    }

    private long SaturationOf(int queue) => _saturation.Of(queue, _demand.Resource, _used[queue]);

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

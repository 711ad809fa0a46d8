using Headroom.Cluster.State;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Peers.CohortShare;

/// <summary>
/// In which order running jobs would be preempted for one that does not fit: always from the queue with the highest
/// share, its lowest priority and latest start first, where the strategies of fair sharing allow it; first
/// LessThanOrEqualToFinalShare, then, of those that it does not allow, LessThanInitialShare (Kueue, Preemption, Fair
/// Sharing; KEP-1714, Preemption algorithm).
/// </summary>
/// <remarks>
/// Whoever would start within the nominal quota of itself or of a cohort above may take from anyone who borrows beside
/// it (reclaimWithinCohort: Any); of the job's own queue only those of lower priority may go (withinClusterQueue:
/// LowerPriority).
/// </remarks>
internal sealed class FairVictims
{
    private readonly PeerCycle _cycle;
    private readonly DominantShares _shares;
    private readonly int _queue;
    private readonly int _priority;
    private readonly Demand _demand;
    private readonly Queue<Holding>?[] _candidates;
    private readonly PriorityQueue<int, ShareKey>?[] _highest;
    private readonly long[] _used;
    private readonly long[] _share;

    private FairVictims(PeerCycle cycle, DominantShares shares, int queue, int priority, Demand demand)
    {
        (_cycle, _shares, _queue, _priority, _demand) = (cycle, shares, queue, priority, demand);
        _candidates = new Queue<Holding>[cycle.Tree.Count];
        _highest = new PriorityQueue<int, ShareKey>[cycle.Tree.Count];
        _share = new long[cycle.Tree.Count];
        _used = new long[cycle.Tree.Count];
        for (var level = 1; level < cycle.Tree.Count; level++)
        {
            // The strategies compare with the share that the job's side would have.
            var added = cycle.Tree.IsWithin(queue, level) ? demand.Milli : 0;
            Use(level, cycle.Use.Used(level, demand.Resource) + added);
        }
    }

    /// <summary>The order; as many as may be preempted.</summary>
    public static IEnumerable<Holding> Of(
        PeerCycle cycle, DominantShares shares, JobEntry job, int queue, Demand demand)
    {
        var order = new FairVictims(cycle, shares, queue, job.Job.Priority, demand);

        // Who runs in a queue that the policy no longer has is owed nothing.
        foreach (var holding in cycle.Running.StoppableOf(0).Where(order.IsCandidate)) yield return holding;

        var others = new List<Holding>();
        foreach (var holding in order.Run(IsWithinFinalShare, others)) yield return holding;

        order.Restart(others);
        foreach (var holding in order.Run(IsWithinInitialShare, [])) yield return holding;
    }

    private IEnumerable<Holding> Run(Func<FairVictims, int, int, Holding, bool> strategy, List<Holding> others)
    {
        for (var from = HighestShare(0); from >= 0; from = HighestShare(0))
        {
            var holding = _candidates[from]!.Dequeue();
            if (!MayStop(holding, strategy))
            {
                others.Add(holding);
                continue;
            }

            for (var level = from; level > 0; level = _cycle.Tree.ParentOf(level))
                Use(level, _used[level] - holding.Demand.Milli);

            yield return holding;
        }
    }

    private void Restart(List<Holding> candidates)
    {
        Array.Clear(_highest);
        foreach (ref var queue in _candidates.AsSpan()) queue = new Queue<Holding>();
        foreach (var holding in candidates) _candidates[holding.Queue]!.Enqueue(holding);
    }

    private void Use(int level, long milli)
    {
        _used[level] = milli;
        _share[level] = _shares.Of(level, _demand.Resource, milli);
        _highest[_cycle.Tree.ParentOf(level)]?.Enqueue(level, KeyOf(level));
    }

    private ShareKey KeyOf(int level) => new(_share[level], _cycle.Tree[level].Weight, level);

    private bool Borrows(int level) => _used[level] > _cycle.Tree.Nominal(level, _demand.Resource);

    // From the fleet inward the highest share among those that may have to give something; -1 when none is left.
    private int HighestShare(int below)
    {
        if (_cycle.Tree.TakesJobs(below)) return HasCandidate(below) ? below : -1;

        var own = OwnBelow(below);
        var highest = _highest[below] ??= new PriorityQueue<int, ShareKey>(
            _cycle.Tree.ChildrenOf(below).Where(MayHaveJobs).Select(child => (child, KeyOf(child))));
        while (highest.TryPeek(out var child, out var key))
        {
            // What is not above quota, or not above the job's own share, cannot give anything any more.
            var isCurrent = key == KeyOf(child);
            if (isCurrent && (child == own || MayGive(child, own)) && HighestShare(child) is >= 0 and var queue)
                return queue;

            // Who gave something has changed meanwhile, and stands here again with its new share.
            highest.Dequeue();
        }

        return -1;
    }

    private bool MayHaveJobs(int level) => !_cycle.Tree.TakesJobs(level) || _cycle.Running.Of(level).Count > 0;

    // The child on the way to the job's own queue; -1 when it is elsewhere.
    private int OwnBelow(int below) =>
        below == _queue || !_cycle.Tree.IsWithin(_queue, below) ? -1 : Below(_queue, below);

    private bool MayGive(int child, int own) =>
        Borrows(child)
        && (own < 0 || !Borrows(own)
            || _shares.Compare(_share[own], own, _share[child], child) < 0);

    private bool HasCandidate(int queue)
    {
        _candidates[queue] ??= new Queue<Holding>(_cycle.Running.StoppableOf(queue).Where(IsCandidate));
        return _candidates[queue]!.Count > 0;
    }

    private bool IsCandidate(Holding holding) =>
        holding.Demand.Resource == _demand.Resource
        && (holding.Queue != _queue || holding.Job.Job.Priority < _priority);

    private bool MayStop(Holding holding, Func<FairVictims, int, int, Holding, bool> strategy)
    {
        if (holding.Queue == _queue) return true;

        var common = _cycle.Tree.CommonAncestor(_queue, holding.Queue);
        var (own, other) = (Below(_queue, common), Below(holding.Queue, common));
        return !Borrows(own) || strategy(this, own, other, holding);
    }

    // The last queue on the way to the common one: AlmostLCA.
    private int Below(int queue, int common)
    {
        while (_cycle.Tree.ParentOf(queue) != common) queue = _cycle.Tree.ParentOf(queue);
        return queue;
    }

    private static bool IsWithinFinalShare(FairVictims order, int own, int other, Holding holding)
    {
        var milli = order._used[other] - holding.Demand.Milli;
        var without = order._shares.Of(other, holding.Demand.Resource, milli);
        return order._shares.Compare(order._share[own], own, without, other) <= 0;
    }

    private static bool IsWithinInitialShare(FairVictims order, int own, int other, Holding holding) =>
        order._shares.Compare(order._share[own], own, order._share[other], other) < 0;

    // The highest comes first; ties go to the lowest number.
    private readonly record struct ShareKey(long Share, int Weight, int Queue) : IComparable<ShareKey>
    {
        public int CompareTo(ShareKey other)
        {
            var order = ((Int128)other.Share * Weight).CompareTo((Int128)Share * other.Weight);
            return order != 0 ? order : Queue.CompareTo(other.Queue);
        }
    }
}

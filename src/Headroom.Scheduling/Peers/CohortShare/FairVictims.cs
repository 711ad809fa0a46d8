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
    private readonly Demand _demand;
    private readonly Queue<Holding>[] _candidates;
    private readonly int[] _candidatesBelow;
    private readonly List<Holding> _victims = [];

    private FairVictims(PeerCycle cycle, DominantShares shares, int queue, Demand demand)
    {
        (_cycle, _shares, _queue, _demand) = (cycle, shares, queue, demand);
        _candidates = [.. Enumerable.Range(0, cycle.Tree.Count).Select(_ => new Queue<Holding>())];
        _candidatesBelow = new int[cycle.Tree.Count];
    }

    /// <summary>The order; as many as may be preempted.</summary>
    public static IReadOnlyList<Holding> Of(
        PeerCycle cycle, DominantShares shares, JobEntry job, int queue, Demand demand)
    {
        var order = new FairVictims(cycle, shares, queue, demand);
        for (var other = 0; other < cycle.Tree.Count; other++) order.AddCandidates(other, job.Job.Priority);

        // The strategies compare with the share that the job's side would have.
        cycle.Use.Add(queue, demand);
        order.Run(IsWithinFinalShare);
        order.Run(IsWithinInitialShare);
        foreach (var victim in order._victims) cycle.Use.Add(victim.Queue, victim.Demand);
        cycle.Use.Add(queue, demand with { Milli = -demand.Milli });
        return order._victims;
    }

    private void AddCandidates(int queue, int priority)
    {
        foreach (var holding in _cycle.Running.StoppableOf(queue))
        {
            if (holding.Demand.Resource != _demand.Resource) continue;
            if (queue == _queue && holding.Job.Job.Priority >= priority) continue;

            Add(holding);
        }
    }

    private void Add(Holding holding)
    {
        _candidates[holding.Queue].Enqueue(holding);
        Count(holding.Queue, 1);
    }

    private void Run(Func<FairVictims, int, int, Holding, bool> strategy)
    {
        var others = new List<Holding>();
        for (var from = HighestShare(); from >= 0; from = HighestShare())
        {
            var holding = _candidates[from].Dequeue();
            Count(from, -1);
            if (!MayStop(holding, strategy))
            {
                others.Add(holding);
                continue;
            }

            _victims.Add(holding);
            _cycle.Use.Add(from, holding.Demand with { Milli = -holding.Demand.Milli });
        }

        Array.Clear(_candidatesBelow);
        foreach (var queue in _candidates) queue.Clear();
        foreach (var holding in others) Add(holding);
    }

    // From the fleet inward the highest share among those that borrow or hold the job's own queue; -1 when none is
    // left.
    private int HighestShare(int below = 0)
    {
        if (_cycle.Tree.ChildrenOf(below).Count == 0) return _candidates[below].Count > 0 ? below : -1;

        while (true)
        {
            var (best, bestShare) = (-1, 0L);
            foreach (var child in _cycle.Tree.ChildrenOf(below))
            {
                if (_candidatesBelow[child] == 0) continue;
                if (!_cycle.Tree.IsWithin(_queue, child) && !_shares.Borrows(child, _demand.Resource)) continue;

                var share = _shares.Of(child, _demand with { Milli = 0 });
                if (best < 0 || _shares.Compare(share, child, bestShare, best) > 0) (best, bestShare) = (child, share);
            }

            if (best < 0) return -1;
            if (HighestShare(best) is >= 0 and var queue) return queue;

            // Nobody below it may go: what it holds is within the quotas of those below.
            Skip(best);
        }
    }

    private void Skip(int below)
    {
        var children = _cycle.Tree.ChildrenOf(below);
        if (children.Count == 0 && _candidates[below].Count > 0)
        {
            Count(below, -_candidates[below].Count);
            _candidates[below].Clear();
        }

        foreach (var child in children) Skip(child);
    }

    private void Count(int queue, int change)
    {
        for (var level = queue; level >= 0; level = _cycle.Tree.ParentOf(level)) _candidatesBelow[level] += change;
    }

    private bool MayStop(Holding holding, Func<FairVictims, int, int, Holding, bool> strategy)
    {
        if (holding.Queue == _queue) return true;

        var common = _cycle.Tree.CommonAncestor(_queue, holding.Queue);
        var (own, other) = (Below(_queue, common), Below(holding.Queue, common));
        return !_shares.Borrows(own, _demand.Resource) || strategy(this, own, other, holding);
    }

    // The last queue on the way to the common one: AlmostLCA.
    private int Below(int queue, int common)
    {
        while (queue != common && _cycle.Tree.ParentOf(queue) != common) queue = _cycle.Tree.ParentOf(queue);
        return queue;
    }

    private static bool IsWithinFinalShare(FairVictims order, int own, int other, Holding holding) =>
        order.Compare(own, other, holding.Demand with { Milli = -holding.Demand.Milli }) <= 0;

    private static bool IsWithinInitialShare(FairVictims order, int own, int other, Holding holding) =>
        order.Compare(own, other, holding.Demand with { Milli = 0 }) < 0;

    private int Compare(int own, int other, Demand change) =>
        _shares.Compare(_shares.Of(own, _demand with { Milli = 0 }), own, _shares.Of(other, change), other);
}

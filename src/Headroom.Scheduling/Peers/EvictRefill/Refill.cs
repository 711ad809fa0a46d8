using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Peers.EvictRefill;

/// <summary>
/// Fills all queues again, gang by gang, always from the queue that has the least fraction of its fair share with its
/// next one. A gang that was evicted comes back to its own nodes, unless one that came before has taken them.
/// </summary>
internal sealed class Refill
{
    private readonly PeerCycle _cycle;
    private readonly long[] _weights;
    private readonly List<Gang>[] _gangs;
    private readonly int[] _next;
    private readonly long[][] _outside;
    private readonly SortedSet<Standing> _turns = [];
    private readonly HashSet<JobEntry> _lost = [];
    private readonly HashSet<JobEntry> _back = [];
    private List<Holding>? _lastToReturn;
    private readonly Dictionary<(int Queue, int Shape), Hold> _found = [];

    /// <param name="cycle">The cycle.</param>
    /// <param name="weights">Weights by queue.</param>
    /// <param name="evicted">Whether the running jobs of a queue are evicted.</param>
    /// <param name="lookback">Most waiting jobs of a queue.</param>
    public Refill(PeerCycle cycle, long[] weights, Func<int, bool> evicted, int lookback)
    {
        (_cycle, _weights) = (cycle, weights);
        _next = new int[cycle.Tree.Count];
        _outside = [.. Enumerable.Range(0, cycle.Tree.Count).Select(_ => new long[cycle.Tree.Resources.Count])];
        _gangs = [.. Enumerable.Range(0, cycle.Tree.Count).Select(_ => new List<Gang>())];
        for (var queue = 0; queue < cycle.Tree.Count; queue++)
        {
            if (evicted(queue)) Evict(queue);
            foreach (var job in cycle.WaitingOf(queue).Take(lookback))
            {
                var demand = cycle.OptionsOf(job)[0].DemandOf(job.Job.Shape.TaskCountLeast);
                _gangs[queue].Add(new Gang(job, demand, null));
            }

            _gangs[queue].Sort(Gang.Compare);
        }
    }

    public void Run()
    {
        for (var queue = 0; queue < _gangs.Length; queue++) Offer(queue);
        while (_turns.Count > 0)
        {
            var turn = _turns.Min;
            _turns.Remove(turn);
            var gang = _gangs[turn.Queue][_next[turn.Queue]++];
            if (gang.Evicted is null) Serve(gang.Job, turn.Queue);
            else if (!_lost.Contains(gang.Job)) ComeBack(gang, turn.Queue);

            Offer(turn.Queue);
        }
    }

    private void Evict(int queue)
    {
        foreach (var holding in _cycle.Running.StoppableOf(queue))
        {
            if (_cycle.Running.IsProtected(holding)) continue;

            _gangs[queue].Add(new Gang(holding.Job, holding.Demand, holding));
            _outside[queue][holding.Demand.Resource] += holding.Demand.Milli;
        }
    }

    private void ComeBack(Gang gang, int queue)
    {
        _back.Add(gang.Job);
        Return(queue, gang.Demand);
    }

    private void Return(int queue, Demand demand) => _outside[queue][demand.Resource] -= demand.Milli;

    private void Offer(int queue)
    {
        if (_next[queue] < _gangs[queue].Count)
            _turns.Add(StandingWith(queue, _gangs[queue][_next[queue]].Demand, _outside[queue]));
    }

    private Standing StandingWith(int queue, Demand demand, long[] outside)
    {
        var cost = FairShares.CostOf(_cycle.Tree, resource =>
            _cycle.Use.Used(queue, resource) - outside[resource] + (resource == demand.Resource ? demand.Milli : 0));
        return new Standing(cost, _weights[queue], queue);
    }

    private void Serve(JobEntry job, int queue)
    {
        if (_found.TryGetValue((queue, job.ShapeIndex), out var known))
        {
            _cycle.Settle(job, known);
            return;
        }

        if (_cycle.IsSpent) return;

        var hold = _cycle.TryStart(job, queue, demand => HardLimits.HoldOf(_cycle, queue, demand));
        if (hold is null || (PeerCycle.IsOfRoom(hold) && TakeFromEvicted(job, queue)))
        {
            _lastToReturn = null;
            return;
        }

        _cycle.Settle(job, hold);
        if (PeerCycle.IsOfShape(hold)) _found[(queue, job.ShapeIndex)] = hold;
    }

    private bool TakeFromEvicted(JobEntry job, int queue)
    {
        // Who comes back does not change the order of the rest.
        _lastToReturn = _lastToReturn is null
            ? LastToReturnFirst()
            : [.. _lastToReturn.Where(holding => !_back.Contains(holding.Job))];
        foreach (var option in _cycle.OptionsOf(job))
        {
            var demand = option.DemandOf(job.Job.Shape.TaskCountLeast);
            var set = FewestVictims.Find(
                _cycle, job, option, _lastToReturn, () => HardLimits.HoldOf(_cycle, queue, demand) is null);
            if (set is null) continue;

            foreach (var victim in set.Victims) Lose(victim.Holding);
            _cycle.Preempt(job, queue, option, set);
            foreach (var victim in set.Victims) Renew(victim.Holding.Queue);
            return true;
        }

        return false;
    }

    private void Lose(Holding holding)
    {
        _lost.Add(holding.Job);
        Return(holding.Queue, holding.Demand);
    }

    // What a queue has is what it had: who was lost was outside before. Only its next gang may be another now.
    private void Renew(int queue)
    {
        var gangs = _gangs[queue];
        while (_next[queue] < gangs.Count && _lost.Contains(gangs[_next[queue]].Job)) _next[queue]++;
        _turns.RemoveWhere(turn => turn.Queue == queue);
        Offer(queue);
    }

    // Those that would come back last: of the queues with the largest fraction of their fair share, in reverse order.
    private List<Holding> LastToReturnFirst()
    {
        var order = new List<(Standing Standing, int Place, Holding Holding)>();
        for (var queue = 0; queue < _gangs.Length; queue++)
        {
            var outside = _outside[queue].ToArray();
            for (var place = _next[queue]; place < _gangs[queue].Count; place++)
            {
                var gang = _gangs[queue][place];
                if (gang.Evicted is null || _lost.Contains(gang.Job)) continue;

                order.Add((StandingWith(queue, gang.Demand, outside), place, gang.Evicted));
                outside[gang.Demand.Resource] -= gang.Demand.Milli;
            }
        }

        order.Sort((left, right) =>
        {
            var byStanding = right.Standing.CompareTo(left.Standing);
            return byStanding != 0 ? byStanding : right.Place.CompareTo(left.Place);
        });
        return [.. order.Select(entry => entry.Holding)];
    }
}

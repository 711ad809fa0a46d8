using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Quotas;

/// <summary>
/// Says which queue's quota covers each running job. A queue covers its jobs in the order of
/// <see cref="Holding.Compare"/>, as long as they stay within what it is owed, skipping those that do not; what is
/// left is covered by the queue above in the same manner, and in the end by the fleet.
/// </summary>
/// <remarks>
/// A job covered by a queue cannot be told to stop for a job from outside that queue. Why this returns every guarantee
/// and never preempts in circles is proved in docs/decisions/0020-reclaim-never-runs-in-circles.md.
/// </remarks>
internal sealed class CoverLevels
{
    private static readonly Comparer<Holding> InOrder = Comparer<Holding>.Create(Holding.Compare);

    private readonly QueueTree _tree;
    private readonly List<Holding>[] _holdings;
    private readonly List<Holding>[] _uncovered;
    private readonly long[][] _covered;
    private readonly long[][] _staying;
    private readonly bool[] _isStale;

    public CoverLevels(QueueTree tree, ClusterState state)
    {
        _tree = tree;
        _holdings = [.. Enumerable.Range(0, tree.Count).Select(_ => new List<Holding>())];
        _uncovered = [.. Enumerable.Range(0, tree.Count).Select(_ => new List<Holding>())];
        _covered = [.. Enumerable.Range(0, tree.Count).Select(_ => new long[tree.Resources.Count])];
        _staying = [.. Enumerable.Range(0, tree.Count).Select(_ => new long[tree.Resources.Count])];
        _isStale = new bool[tree.Count];
        Array.Fill(_isStale, true);
        foreach (var queue in state.Queues)
        {
            var leaf = Math.Max(tree.IndexOf(queue.Name), 0);
            foreach (var job in queue.Running)
            {
                if (job.Phase == JobPhase.Running) _holdings[leaf].Add(Holding.OfRunning(job, leaf));
            }

            // Keeps the order where two queues of the state, gone from the policy, meet at the fleet.
            if (leaf == 0) _holdings[leaf].Sort(Holding.Compare);
        }
    }

    /// <summary>Jobs of a queue that run, in the order in which it covers them.</summary>
    public IReadOnlyList<Holding> Of(int queue) => _holdings[queue];

    /// <summary>
    /// Jobs of a queue that takes jobs, and that it does not cover itself; of the fleet all. As of the last refresh.
    /// </summary>
    public IReadOnlyList<Holding> NotCoveredBy(int queue) => queue == 0 ? _holdings[0] : _uncovered[queue];

    /// <summary>
    /// Whether a job that may not be preempted would never be in the way of what others are owed, though its own queue
    /// is not owed what it would use: some queue above has assigned to nobody enough of what it is owed, for this job
    /// and for all others below it that may not be preempted and that their own queues do not cover.
    /// </summary>
    /// <param name="queue">Queue of the job.</param>
    /// <param name="demand">The job.</param>
    public bool MayStay(int queue, Demand demand)
    {
        Refresh();
        for (var level = _tree.ParentOf(queue); level >= 0; level = _tree.ParentOf(level))
        {
            var staying = _staying[level][demand.Resource] + demand.Milli;
            if (staying <= _tree.Unassigned(level, demand.Resource)) return true;
        }

        return false;
    }

    /// <summary>A job starts, or is to when others have stopped.</summary>
    public void Add(Holding holding)
    {
        var list = _holdings[holding.Queue];
        list.Insert(~list.BinarySearch(holding, InOrder), holding);
        MarkStale(holding.Queue);
    }

    /// <summary>A job is told to stop, or gives up what others stop for.</summary>
    public void Remove(Holding holding)
    {
        var list = _holdings[holding.Queue];
        list.RemoveAt(list.BinarySearch(holding, InOrder));
        MarkStale(holding.Queue);
    }

    /// <summary>Brings <see cref="Holding.CoveredBy"/> of every job up to date.</summary>
    public void Refresh()
    {
        for (var queue = _tree.Count - 1; queue >= 0; queue--)
        {
            if (!_isStale[queue]) continue;

            Cover(queue);
            CountStaying(queue);
            _isStale[queue] = false;
        }
    }

    private void MarkStale(int queue)
    {
        for (var level = queue; level >= 0; level = _tree.ParentOf(level)) _isStale[level] = true;
    }

    // Jobs that may not be preempted and that are not covered by the queue that they were submitted to.
    private void CountStaying(int queue)
    {
        var staying = _staying[queue];
        Array.Clear(staying);
        foreach (var child in _tree.ChildrenOf(queue))
        {
            for (var resource = 0; resource < staying.Length; resource++)
                staying[resource] += _staying[child][resource];
        }

        foreach (var holding in _tree.TakesJobs(queue) ? _uncovered[queue] : _holdings[queue])
        {
            if (holding.Job.Job.IsPreemptible) break;
            staying[holding.Demand.Resource] += holding.Demand.Milli;
        }
    }

    private void CoverRest()
    {
        foreach (var holding in _holdings[0]) holding.CoveredBy = 0;
        foreach (var child in _tree.ChildrenOf(0))
        {
            foreach (var holding in _uncovered[child]) holding.CoveredBy = 0;
        }
    }

    private void Cover(int queue)
    {
        if (queue == 0)
        {
            CoverRest();
            return;
        }

        var covered = _covered[queue];
        Array.Clear(covered);
        var candidates = Candidates(queue, covered);
        _uncovered[queue].Clear();
        foreach (var holding in candidates)
        {
            var demand = holding.Demand;
            if (covered[demand.Resource] + demand.Milli <= _tree.Owed(queue, demand.Resource))
            {
                holding.CoveredBy = queue;
                covered[demand.Resource] += demand.Milli;
            }
            else
            {
                _uncovered[queue].Add(holding);
            }
        }
    }

    // What the queues below have covered counts first; what they have left comes in one order with the queue's own
    // jobs.
    private List<Holding> Candidates(int queue, long[] covered)
    {
        if (_tree.ChildrenOf(queue).Count == 0) return _holdings[queue];

        List<Holding> candidates = [.. _holdings[queue]];
        foreach (var child in _tree.ChildrenOf(queue))
        {
            for (var resource = 0; resource < covered.Length; resource++)
                covered[resource] += _covered[child][resource];
            candidates.AddRange(_uncovered[child]);
        }

        candidates.Sort(Holding.Compare);
        return candidates;
    }
}

using Headroom.Cluster.State;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Peers;

/// <summary>Jobs that ran before the cycle and were not told to stop, by queue.</summary>
internal sealed class RunningJobs
{
    private readonly PeerCycle _cycle;
    private readonly List<Holding>[] _byQueue;

    public RunningJobs(PeerCycle cycle)
    {
        _cycle = cycle;
        _byQueue = [.. Enumerable.Range(0, cycle.Tree.Count).Select(_ => new List<Holding>())];
        foreach (var queue in cycle.State.Queues)
        {
            var leaf = Math.Max(cycle.Tree.IndexOf(queue.Name), 0);
            foreach (var job in queue.Running)
            {
                if (job.Phase == JobPhase.Running) _byQueue[leaf].Add(Holding.OfRunning(job, leaf));
            }
        }
    }

    /// <summary>
    /// Those of a queue: who may not be preempted first, then highest priority, earliest start. Of the fleet those
    /// whose queue the policy no longer has.
    /// </summary>
    public IReadOnlyList<Holding> Of(int queue) => _byQueue[queue];

    /// <summary>Whether a job still runs.</summary>
    public bool Contains(Holding holding) => _byQueue[holding.Queue].Contains(holding);

    /// <summary>A job is told to stop.</summary>
    public void Remove(Holding holding) => _byQueue[holding.Queue].Remove(holding);

    /// <summary>
    /// Those of a queue that may be told to stop: lowest priority first, latest start first, as the peers have it.
    /// </summary>
    public IEnumerable<Holding> StoppableOf(int queue) => Enumerable.Reverse(_byQueue[queue]).Where(IsStoppable);

    /// <summary>
    /// Whether a job may be told to stop: it may be preempted, and did not start at this very instant. Cycles take no
    /// time here, and some rules would go round in a circle without an end; so they go on when something happens.
    /// </summary>
    public bool IsStoppable(Holding holding) => holding.MayStop && holding.Job.StartedAt < _cycle.Now;

    /// <summary>
    /// Whether a job has not yet run as long as the policy protects it; then a cycle is asked for when it has.
    /// </summary>
    public bool IsProtected(Holding holding)
    {
        var until = holding.Job.StartedAt + _cycle.Tree.Policy.Reclaim.RuntimeMillisecondsMin;
        if (until <= _cycle.Now) return false;

        _cycle.WakeAt(until);
        return true;
    }
}

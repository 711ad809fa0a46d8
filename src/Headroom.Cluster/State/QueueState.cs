namespace Headroom.Cluster.State;

/// <summary>The jobs of one queue and what they use.</summary>
public sealed class QueueState
{
    private readonly SortedSet<JobEntry> _waiting;
    private readonly List<JobEntry> _running;
    private readonly long[] _used;

    internal QueueState(string name, int index, int resources)
    {
        (Name, Index) = (name, index);
        (_waiting, _running) = (new(JobOrders.Waiting), []);
        (_used, Average) = (new long[resources], new DecayedUse(resources));
    }

    private QueueState(QueueState other)
    {
        (Name, Index) = (other.Name, other.Index);
        _waiting = new(other._waiting.Select(job => job.CopyIn(this)), JobOrders.Waiting);
        _running = [.. other._running.Select(job => job.CopyIn(this))];
        (_used, Average) = ([.. other._used], other.Average.Copy());
    }

    /// <summary>Name of the queue.</summary>
    public string Name { get; }

    /// <summary>Its number, in order of first use.</summary>
    public int Index { get; }

    /// <summary>Waiting and held jobs: highest priority first, then in order of submission.</summary>
    public IReadOnlyCollection<JobEntry> Waiting => _waiting;

    /// <summary>Running and stopping jobs in the order of <see cref="JobOrders.Running"/>.</summary>
    public IReadOnlyList<JobEntry> Running => _running;

    /// <summary>What its running jobs use, in thousandths by resource; stopping ones no longer count.</summary>
    public ReadOnlySpan<long> Used => _used;

    /// <summary>What it used in the past, the recent past weighing most.</summary>
    public DecayedUse Average { get; }

    internal QueueState Copy() => new(this);

    internal void AddWaiting(JobEntry job) => _waiting.Add(job);

    internal void RemoveWaiting(JobEntry job) => _waiting.Remove(job);

    internal void AddRunning(JobEntry job) => _running.Insert(~_running.BinarySearch(job, JobOrders.Running), job);

    internal void RemoveRunning(JobEntry job) => _running.RemoveAt(_running.BinarySearch(job, JobOrders.Running));

    internal void Use(int resource, long milli) => _used[resource] += milli;
}

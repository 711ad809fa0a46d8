namespace Headroom.Simulation.Queueing;

/// <summary>
/// Several queues of jobs over one set of links, each job in at most one: appending and removing cost O(1).
/// </summary>
internal sealed class LinkedJobs
{
    private const int None = -1;

    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly int _jobCount;

    public LinkedJobs(int jobCount, int queueCount)
    {
        _jobCount = jobCount;
        _next = new int[jobCount + queueCount];
        _previous = new int[jobCount + queueCount];
        for (var head = jobCount; head < _next.Length; head++)
            (_next[head], _previous[head]) = (head, head);
    }

    /// <summary>First job of a queue, or a negative number.</summary>
    public int First(int queue) => AsJob(_next[_jobCount + queue]);

    /// <summary>The job behind, or a negative number.</summary>
    public int Next(int order) => AsJob(_next[order]);

    public void Append(int queue, int order) => InsertAfter(_previous[_jobCount + queue], order);

    public void Remove(int order)
    {
        _next[_previous[order]] = _next[order];
        _previous[_next[order]] = _previous[order];
    }

    /// <summary>Moves jobs of the queue to its front, in the order given.</summary>
    public void MoveToFront(int queue, List<int> orders)
    {
        var last = _jobCount + queue;
        foreach (var order in orders)
        {
            Remove(order);
            InsertAfter(last, order);
            last = order;
        }
    }

    private int AsJob(int link) => link < _jobCount ? link : None;

    private void InsertAfter(int link, int order)
    {
        (_previous[order], _next[order]) = (link, _next[link]);
        _previous[_next[link]] = order;
        _next[link] = order;
    }
}

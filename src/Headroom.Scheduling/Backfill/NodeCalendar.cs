using Headroom.Scheduling.Gangs;

namespace Headroom.Scheduling.Backfill;

/// <summary>
/// When the accelerators of a fleet come free if every running job ends when expected and nothing else starts.
/// Times are milliseconds.
/// </summary>
/// <remarks>
/// Hot path: each start and finish changes it. A node holds at most as many jobs as accelerators, so they lie in a
/// short sorted run of an array; for each number of accelerators one row tells when each node first has that many free.
/// </remarks>
public sealed class NodeCalendar
{
    /// <summary>The time of what is free already.</summary>
    public const long Now = long.MinValue;

    private readonly int _nodeCount;
    private readonly int _gpusPerNode;
    private readonly long[] _ends;
    private readonly int[] _held;
    private readonly int[] _jobs;
    private readonly long[] _freeFrom;
    private readonly long[] _scratch;

    /// <summary>An empty fleet.</summary>
    public NodeCalendar(int nodeCount, int gpusPerNode)
    {
        _nodeCount = nodeCount;
        _gpusPerNode = gpusPerNode;
        _ends = new long[nodeCount * gpusPerNode];
        _held = new int[nodeCount * gpusPerNode];
        _jobs = new int[nodeCount];
        _freeFrom = new long[nodeCount * gpusPerNode];
        _scratch = new long[nodeCount];
        Array.Fill(_freeFrom, Now);
    }

    /// <summary>
    /// A job holds <paramref name="gpuCount"/> accelerators of <paramref name="node"/> until <paramref name="end"/>.
    /// </summary>
    public void Add(int node, int gpuCount, long end)
    {
        var from = node * _gpusPerNode;
        var at = from + _jobs[node]++;
        for (; at > from && _ends[at - 1] > end; at--)
            (_ends[at], _held[at]) = (_ends[at - 1], _held[at - 1]);

        (_ends[at], _held[at]) = (end, gpuCount);
        Refresh(node);
    }

    /// <summary>
    /// Takes back one <see cref="Add"/> with the same arguments; jobs equal in all three are interchangeable.
    /// </summary>
    public void Remove(int node, int gpuCount, long end)
    {
        var at = node * _gpusPerNode;
        while (_ends[at] != end || _held[at] != gpuCount) at++;
        var last = (node * _gpusPerNode) + --_jobs[node];
        for (; at < last; at++)
            (_ends[at], _held[at]) = (_ends[at + 1], _held[at + 1]);

        Refresh(node);
    }

    /// <summary>
    /// When <paramref name="node"/> first has that many accelerators free; <see cref="Now"/> when it has them already.
    /// </summary>
    public long FreeFrom(int node, int gpuCount) => _freeFrom[((gpuCount - 1) * _nodeCount) + node];

    /// <summary>
    /// Accelerators of <paramref name="node"/> that no running job is expected to hold at <paramref name="time"/>.
    /// </summary>
    public int FreeAt(int node, long time)
    {
        var free = _gpusPerNode;
        var from = node * _gpusPerNode;
        for (var at = from + _jobs[node] - 1; at >= from && _ends[at] > time; at--)
            free -= _held[at];

        return free;
    }

    /// <summary>
    /// The earliest time at which a gang fits: the n-th smallest of the nodes' times, because a gang of n whole nodes
    /// fits as soon as n nodes are free. O(nodes).
    /// </summary>
    public long Earliest(int gpuCount)
    {
        if (gpuCount <= _gpusPerNode) return Smallest(Row(gpuCount));

        var (whole, rest) = Math.DivRem(gpuCount, _gpusPerNode);
        var earliest = NthSmallest(_gpusPerNode, whole);
        return rest == 0 ? earliest : Math.Max(earliest, NthSmallest(rest, whole + 1));
    }

    /// <summary>
    /// The nodes that a gang gets at <paramref name="time"/>, chosen as <see cref="FreeNodes.Choose"/> does;
    /// it must fit then.
    /// </summary>
    public GangNodes Choose(int gpuCount, long time)
    {
        if (gpuCount <= _gpusPerNode) return new GangNodes(gpuCount, FirstBy(gpuCount, time, 0));

        var (whole, rest) = Math.DivRem(gpuCount, _gpusPerNode);
        var nodes = new int[whole + (rest > 0 ? 1 : 0)];
        var last = -1;
        for (var position = 0; position < whole; position++)
            nodes[position] = last = FirstBy(_gpusPerNode, time, last + 1);

        if (rest > 0)
        {
            var node = FirstBy(rest, time, 0);
            while (node <= last && FreeFrom(node, _gpusPerNode) <= time)
                node = FirstBy(rest, time, node + 1);

            nodes[whole] = node;
        }

        return new GangNodes(gpuCount, _gpusPerNode, nodes);
    }

    private ReadOnlySpan<long> Row(int gpuCount) => _freeFrom.AsSpan((gpuCount - 1) * _nodeCount, _nodeCount);

    private int FirstBy(int gpuCount, long time, int from)
    {
        var row = Row(gpuCount);
        while (row[from] > time) from++;
        return from;
    }

    private static long Smallest(ReadOnlySpan<long> row)
    {
        var smallest = long.MaxValue;
        foreach (var time in row)
            smallest = Math.Min(smallest, time);

        return smallest;
    }

    private long NthSmallest(int gpuCount, int n)
    {
        Row(gpuCount).CopyTo(_scratch);
        return Selection.NthSmallest(_scratch, n - 1);
    }

    private void Refresh(int node)
    {
        var from = node * _gpusPerNode;
        var free = _gpusPerNode;
        for (var at = from; at < from + _jobs[node]; at++) free -= _held[at];

        var count = 1;
        for (; count <= free; count++) _freeFrom[((count - 1) * _nodeCount) + node] = Now;
        for (var at = from; at < from + _jobs[node]; at++)
        {
            free += _held[at];
            for (; count <= free; count++) _freeFrom[((count - 1) * _nodeCount) + node] = _ends[at];
        }
    }
}

namespace Headroom.Scheduling.Gangs;

/// <summary>
/// Free accelerators of every node of a fleet of equal nodes, and the "yarn" placement of gangs on them: up to one
/// node's worth goes to the first node with room; more takes whole nodes, lowest index first, and for a remainder the
/// first other node with room.
/// </summary>
/// <remarks>
/// Hot path: asked for every waiting size at every event. Whether a gang fits costs O(1), finding a node O(log nodes);
/// the plain version in the tests must agree.
/// </remarks>
public sealed class FreeNodes
{
    private readonly int _gpusPerNode;

    // A binary tree in an array: the leaf of node n is _most[_leaves + n], each parent is the larger of its children.
    private readonly int[] _most;
    private readonly int _leaves;

    // How many nodes have at least so many accelerators free, by number.
    private readonly int[] _atLeast;

    /// <summary>An empty fleet.</summary>
    public FreeNodes(int nodeCount, int gpusPerNode)
    {
        NodeCount = nodeCount;
        _gpusPerNode = gpusPerNode;
        _leaves = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)nodeCount);
        _most = new int[2 * _leaves];
        _atLeast = new int[gpusPerNode + 1];
        Clear();
    }

    /// <summary>Nodes of the fleet.</summary>
    public int NodeCount { get; }

    /// <summary>Free accelerators over all nodes.</summary>
    public int Total { get; private set; }

    /// <summary>Free accelerators of one node; setting costs O(log nodes).</summary>
    public int this[int node]
    {
        get => _most[_leaves + node];
        set => Set(node, value);
    }

    /// <summary>Makes every node free.</summary>
    public void Clear()
    {
        Total = NodeCount * _gpusPerNode;
        Array.Fill(_atLeast, NodeCount);
        Array.Fill(_most, -1);
        Array.Fill(_most, _gpusPerNode, _leaves, NodeCount);
        for (var parent = _leaves - 1; parent > 0; parent--)
            _most[parent] = Math.Max(_most[2 * parent], _most[(2 * parent) + 1]);
    }

    /// <summary>Whether a gang of that many accelerators can be placed now.</summary>
    public bool Fits(int gpuCount)
    {
        if (gpuCount <= _gpusPerNode) return _atLeast[gpuCount] > 0;

        var (whole, rest) = Math.DivRem(gpuCount, _gpusPerNode);
        return _atLeast[_gpusPerNode] >= whole && (rest == 0 || _atLeast[rest] > whole);
    }

    /// <summary>The nodes that a gang would get; it must fit. Takes nothing.</summary>
    public GangNodes Choose(int gpuCount)
    {
        if (!Fits(gpuCount))
            throw new InvalidOperationException($"a gang of {gpuCount} does not fit on {Total} free accelerators");

        if (gpuCount <= _gpusPerNode) return new GangNodes(gpuCount, FirstWith(gpuCount, 0));

        var (whole, rest) = Math.DivRem(gpuCount, _gpusPerNode);
        var nodes = new int[whole + (rest > 0 ? 1 : 0)];
        var last = -1;
        for (var position = 0; position < whole; position++)
            nodes[position] = last = FirstWith(_gpusPerNode, last + 1);

        if (rest > 0) nodes[whole] = FirstOther(rest, last);
        return new GangNodes(gpuCount, _gpusPerNode, nodes);
    }

    /// <summary>Takes the gang's accelerators.</summary>
    public void Take(in GangNodes gang)
    {
        for (var position = 0; position < gang.Count; position++)
            this[gang[position]] -= gang.GpusAt(position);
    }

    /// <summary>Gives the gang's accelerators back.</summary>
    public void Give(in GangNodes gang)
    {
        for (var position = 0; position < gang.Count; position++)
            this[gang[position]] += gang.GpusAt(position);
    }

    // Whole nodes up to lastWhole are those already chosen.
    private int FirstOther(int gpuCount, int lastWhole)
    {
        var node = FirstWith(gpuCount, 0);
        while (node <= lastWhole && this[node] == _gpusPerNode)
            node = FirstWith(gpuCount, node + 1);

        return node;
    }

    private int FirstWith(int gpuCount, int from)
    {
        var at = _leaves + from;
        while (_most[at] < gpuCount)
        {
            // To the next subtree on the right: up while a right child, then one step aside.
            while ((at & 1) == 1) at >>= 1;
            at++;
        }

        while (at < _leaves)
            at = _most[2 * at] >= gpuCount ? 2 * at : (2 * at) + 1;

        return at - _leaves;
    }

    private void Set(int node, int free)
    {
        var at = _leaves + node;
        var before = _most[at];
        if (free < 0 || free > _gpusPerNode)
        {
            throw new InvalidOperationException(
                $"node {node} has {before} of {_gpusPerNode} accelerators free and was set to {free}");
        }

        for (var count = before + 1; count <= free; count++) _atLeast[count]++;
        for (var count = free + 1; count <= before; count++) _atLeast[count]--;
        Total += free - before;
        _most[at] = free;
        for (at >>= 1; at > 0; at >>= 1)
        {
            var most = Math.Max(_most[2 * at], _most[(2 * at) + 1]);
            if (_most[at] == most) break;
            _most[at] = most;
        }
    }
}

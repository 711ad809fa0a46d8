namespace Headroom.Scheduling.Nodes;

/// <summary>Remembers a figure of each node until the node changes.</summary>
/// <param name="pool">The fleet.</param>
/// <param name="measure">The figure of a node as it is now.</param>
internal sealed class NodeMemory(NodePool pool, Func<int, double> measure)
{
    private readonly double[] _figures = new double[pool.Count];
    private readonly long[] _measuredAt = Enumerable.Repeat(-1L, pool.Count).ToArray();

    /// <summary>The figure of a node.</summary>
    public double this[int node]
    {
        get
        {
            if (_measuredAt[node] == pool.Version(node)) return _figures[node];

            _measuredAt[node] = pool.Version(node);
            return _figures[node] = measure(node);
        }
    }
}

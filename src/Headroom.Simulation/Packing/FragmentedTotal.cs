using Headroom.Scheduling.Fragmentation;
using Headroom.Scheduling.Nodes;

namespace Headroom.Simulation.Packing;

/// <summary>Fragmented thousandths over a whole pool, kept up by measuring only the nodes that changed.</summary>
internal sealed class FragmentedTotal
{
    private readonly NodePool _pool;
    private readonly FragmentationGauge _gauge;
    private readonly double[] _ofNode;
    private double _total;
    private long _seen;

    public FragmentedTotal(NodePool pool, FragmentationGauge gauge)
    {
        _pool = pool;
        _gauge = gauge;
        _ofNode = new double[pool.Count];
        MeasureAll();
    }

    /// <summary>Thousandths fragmented now.</summary>
    public double Now()
    {
        var changes = _pool.Changes;
        if (!changes.Covers(_seen)) MeasureAll();
        for (; _seen < changes.Count; _seen++) Measure(changes[_seen]);
        return _total;
    }

    private void MeasureAll()
    {
        for (var node = 0; node < _pool.Count; node++) Measure(node);
        _seen = _pool.Changes.Count;
    }

    private void Measure(int node)
    {
        var fragmented = _gauge.Measure(_pool, node).Fragmented;
        _total += fragmented - _ofNode[node];
        _ofNode[node] = fragmented;
    }
}

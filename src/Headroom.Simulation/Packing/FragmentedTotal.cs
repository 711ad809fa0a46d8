using Headroom.Scheduling.Fragmentation;
using Headroom.Scheduling.Nodes;

namespace Headroom.Simulation.Packing;

/// <summary>Fragmented thousandths over a whole pool, kept up by measuring only the nodes that changed.</summary>
internal sealed class FragmentedTotal
{
    private readonly NodePool _pool;
    private readonly FragmentationGauge _gauge;
    private readonly double[] _ofNode;
    private readonly ChangeFollower _follower;
    private double _total;

    public FragmentedTotal(NodePool pool, FragmentationGauge gauge)
    {
        _pool = pool;
        _gauge = gauge;
        _ofNode = new double[pool.Count];
        _follower = new ChangeFollower(pool, Measure);
    }

    /// <summary>Thousandths fragmented now.</summary>
    public double Now()
    {
        _follower.CatchUp();
        return _total;
    }

    private void Measure(int node)
    {
        var fragmented = _gauge.Measure(_pool, node).Fragmented;
        _total += fragmented - _ofNode[node];
        _ofNode[node] = fragmented;
    }
}

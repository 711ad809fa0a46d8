using Headroom.Cluster;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Placement.Stranding;

/// <summary>
/// What using an accelerator of each chip model costs the tasks that only run there: the model's share of
/// the demand that is pinned over its share of the accelerators that are idle. Above 1 the model will run
/// out before the fleet does.
/// </summary>
internal sealed class ChipScarcity
{
    // Prices stay comparable to what a placement can strand, also for the last idle accelerators of a model.
    private const long PriceMax = 10 * Fixed.One;

    // Every model is taken to be asked for by name equally often, with the weight of 8 accelerators of demand, so that
    // rare chips are not given away to tasks that would run anywhere before their own have come.
    private const long PriorMilli = 8 * TaskRequest.WholeGpuMilli;

    // A workload that names no model in so much demand is taken to name none.
    private const long NamesNoneMilli = 64 * TaskRequest.WholeGpuMilli;

    private readonly NodePool _pool;
    private readonly long[] _pinned;
    private readonly long[] _idle;
    private readonly long[] _idleOfNode;
    private readonly long[] _prices;
    private readonly ChangeFollower _follower;
    private long _idleTotal;

    /// <summary>Scarcity in a fleet for a workload.</summary>
    public ChipScarcity(NodePool pool, WorkloadProfile workload)
    {
        _pool = pool;
        _idle = new long[pool.ChipModels.Count];
        _prices = new long[pool.ChipModels.Count];
        _idleOfNode = new long[pool.Count];
        _pinned = Pinned(workload);
        _follower = new ChangeFollower(pool, Count);
    }

    /// <summary>Price by chip model, as <see cref="Fixed"/> for each thousandth used.</summary>
    public ReadOnlySpan<long> Prices()
    {
        _follower.CatchUp();
        for (var model = 0; model < _idle.Length; model++)
        {
            _prices[model] = _idle[model] == 0
                ? 0
                : Math.Min(PriceMax, (long)((Int128)_pinned[model] * _idleTotal / _idle[model]));
        }

        return _prices;
    }

    private void Count(int node)
    {
        var change = _pool.GpuIdle(node) - _idleOfNode[node];
        _idleOfNode[node] += change;
        _idle[_pool.ChipModel(node)] += change;
        _idleTotal += change;
    }

    // Each model's share of the demand. What several models will do for is split by what the fleet has of each.
    private long[] Pinned(WorkloadProfile workload)
    {
        var capacity = new long[_idle.Length];
        for (var node = 0; node < _pool.Count; node++) capacity[_pool.ChipModel(node)] += _pool.Nodes[node].GpuMilli;

        var pinned = new Int128[_idle.Length];
        var prior = workload.Pinned.Count > 0 || workload.GpuMilli < NamesNoneMilli ? PriorMilli : 0;
        Array.Fill(pinned, prior / _idle.Length);
        foreach (var demand in workload.Pinned)
        {
            var admits = _pool.ChipModels.AdmittedBy(demand.Request);
            var admitted = capacity.Where((_, model) => admits[model]).Sum();
            if (admitted == 0) continue;

            for (var model = 0; model < pinned.Length; model++)
                if (admits[model]) pinned[model] += (Int128)demand.Count * capacity[model] / admitted;
        }

        var demanded = Math.Max(1, workload.GpuMilli + prior);
        return [.. pinned.Select(milli => (long)(milli * Fixed.One / demanded))];
    }
}

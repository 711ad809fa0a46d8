using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Rooms;

/// <summary>All nodes that take work, by cluster and chip model, kept up to date with what is taken.</summary>
internal sealed class RoomPools
{
    private readonly ClusterState _state;
    private readonly Topology _topology;
    private readonly FleetRoom _left;
    private readonly List<RoomPool>[] _byResource;
    private readonly RoomPool?[] _chips;
    private readonly RoomPool[] _processors;

    public RoomPools(ClusterState state, Topology topology, FleetRoom left)
    {
        (_state, _topology, _left) = (state, topology, left);
        _byResource = [.. Enumerable.Range(0, state.Resources.Count).Select(_ => new List<RoomPool>())];
        _chips = new RoomPool?[topology.Count];
        _processors = new RoomPool[topology.Count];
        var (first, end) = topology.PartsOf(TopologyLevel.Cluster);
        for (var cluster = first; cluster < end; cluster++) Add(cluster);

        for (var position = 0; position < topology.Count; position++)
        {
            var node = topology.NodeAt(position);
            if (!IsOpen(node)) continue;

            _chips[node]?.Count(node);
            _processors[node].Count(node);
            Update(node, isGuarded: false, sharesChanged: true);
        }
    }

    /// <summary>Pools of a resource by position.</summary>
    public IReadOnlyList<RoomPool> Of(int resource) => _byResource[resource];

    /// <summary>Whether a node takes work.</summary>
    public bool IsOpen(int node) => _state.StatusOf(node) == NodeStatus.InService;

    /// <summary>A task took its part of a node, or gave it back with a sign of -1.</summary>
    public void Change(int node, in TaskNeed need, int sign, bool isGuarded)
    {
        if (!IsOpen(node)) return;

        _chips[node]?.Count(need, sign);
        _processors[node].Count(need, sign);
        Update(node, isGuarded, need.GpuCount > 0 && !need.TakesWholeGpus);
    }

    /// <summary>Brings the index up to date with a node.</summary>
    public void Update(int node, bool isGuarded, bool sharesChanged)
    {
        if (!IsOpen(node)) return;

        _chips[node]?.Update(node, isGuarded, sharesChanged);
        _processors[node].Update(node, isGuarded, sharesChanged);
    }

    private void Add(int cluster)
    {
        var (begin, end) = _topology.PositionsOf(cluster);
        var own = new RoomPool?[_state.Resources.Count];
        var processors = Pool(_state.Resources.Cpu, begin, end);
        foreach (var node in _topology.NodesOf(cluster))
        {
            var resource = _state.ResourceOf(node);
            _processors[node] = processors;
            if (resource != _state.Resources.Cpu) _chips[node] = own[resource] ??= Pool(resource, begin, end);
        }
    }

    private RoomPool Pool(int resource, int begin, int end)
    {
        var pool = new RoomPool(_left, _topology, resource == _state.Resources.Cpu, begin, end);
        _byResource[resource].Add(pool);
        return pool;
    }
}

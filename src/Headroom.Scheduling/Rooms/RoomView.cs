using Headroom.Cluster.State;

namespace Headroom.Scheduling.Rooms;

/// <summary>What searches for places look at: the room left, indexed, with what is guarded.</summary>
internal sealed class RoomView(ClusterState state, Topology topology, FleetRoom left)
{
    /// <summary>The state that the room is of.</summary>
    public ClusterState State => state;

    /// <summary>Positions and parts.</summary>
    public Topology Topology => topology;

    /// <summary>What is left.</summary>
    public FleetRoom Left => left;

    /// <summary>Nodes by what they have left.</summary>
    public RoomPools Pools { get; } = new(state, topology, left);

    /// <summary>What is guarded.</summary>
    public Guards Guards { get; } = new(topology.Count);

    /// <summary>How shapes fit chip models.</summary>
    public ShapeFits Fits { get; } = new(state, topology);

    /// <summary>Room of one node at a time, to be loaded anew.</summary>
    public NodeRoom Scratch { get; } = new();

    /// <summary>Whether a search may use a pool.</summary>
    public bool Serves(RoomPool pool, in PlaceSearch search) =>
        pool.Begin < search.End && search.Begin < pool.End && Fits.Admits(search.Shape, pool.Begin);

    /// <summary>Whether a node takes work and has a resource: processors are on every one.</summary>
    public bool Has(int node, int resource) =>
        (resource == state.Resources.Cpu || state.ResourceOf(node) == resource) && Pools.IsOpen(node);

    /// <summary>What tasks of a search may use of a node that takes work.</summary>
    public NodeRoom RoomFor(in PlaceSearch search, int node)
    {
        Scratch.Load(left, node);
        Guards.Limit(node, search.EndsAt, Scratch);
        return Scratch;
    }

    /// <summary>How many tasks of a search fit on a node now, at most so many.</summary>
    public int TasksOn(in PlaceSearch search, int node)
    {
        var need = search.Fit.Need;
        if (left.CpuLeft(node) < need.CpuMillicores || left.MemoryLeft(node) < need.MemoryMiB) return 0;
        if (need.TakesWholeGpus && left.GpusFree(node) < need.GpuCount) return 0;

        // Most nodes of a large gang end here: no copy, and no division where it is not needed.
        if (need.TakesWholeGpus && Guards.IsPassedBy(node, search.EndsAt))
        {
            var tasks = Math.Min(left.GpusFree(node) / need.GpuCount, search.TasksMost);
            if (left.CpuLeft(node) >= tasks * need.CpuMillicores && left.MemoryLeft(node) >= tasks * need.MemoryMiB)
                return tasks;
        }

        return RoomFor(search, node).TasksOf(search.Fit, search.TasksMost);
    }
}

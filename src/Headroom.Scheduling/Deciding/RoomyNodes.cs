using System.Runtime.InteropServices;
using Headroom.Cluster.State;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Deciding;

/// <summary>Nodes that had room for a task when the first asked for it, and all that grow in the cycle.</summary>
internal sealed class RoomyNodes
{
    private readonly List<int> _nodes = [];
    private readonly HashSet<int> _known = [];
    private int _grown;

    /// <param name="left">What is left.</param>
    /// <param name="fit">What the task takes.</param>
    public RoomyNodes(FleetRoom left, in Fit fit)
    {
        var room = new NodeRoom();
        for (var node = 0; node < left.Count; node++)
        {
            room.Load(left, node);
            if (room.TasksOf(fit, most: 1) > 0) Add(node);
        }
    }

    /// <summary>The nodes, each once.</summary>
    /// <param name="grown">Nodes that have grown in the cycle, in the order in which they first did.</param>
    public ReadOnlySpan<int> With(List<int> grown)
    {
        for (; _grown < grown.Count; _grown++) Add(grown[_grown]);
        return CollectionsMarshal.AsSpan(_nodes);
    }

    private void Add(int node)
    {
        if (_known.Add(node)) _nodes.Add(node);
    }
}

using Headroom.Cluster;

namespace Headroom.Scheduling.Rooms;

/// <summary>How many tasks the nodes that take work could run if they were empty, worked out once each.</summary>
internal sealed class EmptyFleet(RoomView view)
{
    private readonly Dictionary<(int Shape, int Resource, int Part), int> _known = [];

    /// <summary>
    /// Most tasks of a shape in one cluster, or one part of the level that it requires, at most as many as it has.
    /// </summary>
    public int MostTasks(int shape, int resource, int part)
    {
        var key = (shape, resource, part);
        if (!_known.TryGetValue(key, out var tasks)) _known.Add(key, tasks = Count(shape, resource, part));
        return tasks;
    }

    /// <summary>
    /// What one task of a shape asks beyond what any node of a resource has that takes work, and the most that one has;
    /// accelerators in thousandths. Without amounts when a node holds a task and all of them hold too few.
    /// </summary>
    public Shortage OfOneTask(int shape, int resource)
    {
        if (view.Fits.Of(shape, resource) is not { Need: var need }) return new Shortage(Blocker.NoRoom);

        var (gpus, cores, memory) = (0L, 0L, 0L);
        var nodes = view.State.Fleet.Nodes;
        for (var node = 0; node < nodes.Count; node++)
        {
            if (!view.Has(node, resource)) continue;

            gpus = Math.Max(gpus, nodes[node].GpuCount);
            cores = Math.Max(cores, nodes[node].CpuMillicores);
            memory = Math.Max(memory, nodes[node].MemoryMiB);
        }

        gpus *= TaskRequest.WholeGpuMilli;
        if (need.GpuMilliTotal > gpus) return new Shortage(Blocker.NoRoom, need.GpuMilliTotal, gpus);
        if (need.CpuMillicores > cores) return new Shortage(Blocker.FewCores, need.CpuMillicores, cores);
        if (need.MemoryMiB > memory) return new Shortage(Blocker.LittleMemory, need.MemoryMiB, memory);

        return new Shortage(Blocker.NoRoom);
    }

    private int Count(int shape, int resource, int part)
    {
        if (view.Fits.Of(shape, resource) is not { } fit) return 0;

        var asked = view.State.Shapes[shape].TaskCount;
        var (begin, end) = view.Topology.PositionsOf(part);
        var search = new PlaceSearch(shape, resource, fit, 1, asked, long.MinValue, begin, end);
        var (_, outermost) = GangSearch.Levels(view.State.Shapes[shape].Topology);
        var (first, last) = view.Topology.PartsWithin(outermost, begin, end);
        var most = 0;
        for (var inner = first; inner < last && most < asked; inner++)
        {
            var positions = view.Topology.PositionsOf(inner);
            if (!view.Fits.Admits(shape, positions.Begin)) continue;

            most = Math.Max(most, Count(search, Math.Max(begin, positions.Begin), Math.Min(end, positions.End)));
        }

        return most;
    }

    private int Count(in PlaceSearch search, int begin, int end)
    {
        var tasks = 0;
        for (var position = begin; position < end && tasks < search.TasksMost; position++)
        {
            var node = view.Topology.NodeAt(position);
            if (!view.Has(node, search.Resource)) continue;

            view.Scratch.LoadEmpty(view.State.Fleet.Nodes[node], view.State.ModelOf(node));
            tasks += view.Scratch.TasksOf(search.Fit, search.TasksMost - tasks);
        }

        return tasks;
    }
}

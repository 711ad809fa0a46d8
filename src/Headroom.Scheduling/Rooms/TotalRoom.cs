namespace Headroom.Scheduling.Rooms;

/// <summary>Whether enough is left in total, wherever it is.</summary>
internal static class TotalRoom
{
    /// <summary>Whether the fewest tasks of a search would fit if all nodes that serve it were one.</summary>
    public static bool Holds(RoomView view, in PlaceSearch search)
    {
        var need = search.Fit.Need;
        var (cpu, memory, milli) = ((Int128)0, (Int128)0, (Int128)0);
        foreach (var pool in view.Pools.Of(search.Resource))
        {
            if (!view.Serves(pool, search)) continue;

            var isWhole = search.Begin <= pool.Begin && pool.End <= search.End;
            var part = isWhole ? (pool.CpuLeft, pool.MemoryLeft, pool.MilliLeft) : Within(view, search, pool);
            (cpu, memory, milli) = (cpu + part.CpuLeft, memory + part.MemoryLeft, milli + part.MilliLeft);
        }

        return cpu >= (Int128)need.CpuMillicores * search.TasksLeast
            && memory >= (Int128)need.MemoryMiB * search.TasksLeast
            && milli >= (Int128)need.GpuMilliTotal * search.TasksLeast;
    }

    private static (long CpuLeft, long MemoryLeft, long MilliLeft) Within(
        RoomView view, in PlaceSearch search, RoomPool pool)
    {
        var (cpu, memory, milli) = (0L, 0L, 0L);
        for (var position = Math.Max(pool.Begin, search.Begin); position < Math.Min(pool.End, search.End); position++)
        {
            var node = view.Topology.NodeAt(position);
            var serves = search.Resource == view.State.Resources.Cpu || view.State.ResourceOf(node) == search.Resource;
            if (!serves || !view.Pools.IsOpen(node)) continue;

            cpu += view.Left.CpuLeft(node);
            memory += view.Left.MemoryLeft(node);
            foreach (var left in view.Left.MilliLeft(node)) milli += left;
        }

        return (cpu, memory, milli);
    }
}

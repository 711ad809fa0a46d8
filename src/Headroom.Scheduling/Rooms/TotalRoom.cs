namespace Headroom.Scheduling.Rooms;

/// <summary>What is left in total, wherever it is.</summary>
internal static class TotalRoom
{
    /// <summary>
    /// What the fewest tasks of a search would still lack if all nodes that serve it were one; when that is nothing,
    /// what is left is not together.
    /// </summary>
    public static Shortage ShortageOf(RoomView view, in PlaceSearch search)
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

        var (cpuAsked, memoryAsked) = (Asked(need.CpuMillicores, search), Asked(need.MemoryMiB, search));
        if (milli < (Int128)need.GpuMilliTotal * search.TasksLeast) return new Shortage(Blocker.NoRoom);
        if (cpu < cpuAsked) return new Shortage(Blocker.FewCores, cpuAsked, (long)cpu);
        if (memory < memoryAsked) return new Shortage(Blocker.LittleMemory, memoryAsked, (long)memory);

        return new Shortage(Blocker.NotTogether);
    }

    private static long Asked(long each, in PlaceSearch search) =>
        (long)Int128.Min((Int128)each * search.TasksLeast, long.MaxValue);

    private static (long CpuLeft, long MemoryLeft, long MilliLeft) Within(
        RoomView view, in PlaceSearch search, RoomPool pool)
    {
        var (cpu, memory, milli) = (0L, 0L, 0L);
        for (var position = Math.Max(pool.Begin, search.Begin); position < Math.Min(pool.End, search.End); position++)
        {
            var node = view.Topology.NodeAt(position);
            if (!view.Has(node, search.Resource)) continue;

            cpu += view.Left.CpuLeft(node);
            memory += view.Left.MemoryLeft(node);
            foreach (var left in view.Left.MilliLeft(node)) milli += left;
        }

        return (cpu, memory, milli);
    }
}

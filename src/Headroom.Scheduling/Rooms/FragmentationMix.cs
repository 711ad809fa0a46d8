namespace Headroom.Scheduling.Rooms;

/// <summary>
/// How much of a node's idle accelerators the most frequent shapes of a state cannot use: F_n(M), the sum over shapes m
/// of p_m times the accelerators on n that m cannot use (FGD, ATC'23, section 4.2). In whole numbers, with counts of
/// jobs for p_m; shapes that no node of the chip model can serve are left out: they count the same for every choice.
/// </summary>
/// <remarks>
/// The gauge of the packing experiment judges requests by CPU and thousandths alone; here memory, memory of
/// accelerators and fixed slices decide too, which is why this is another.
/// </remarks>
internal sealed class FragmentationMix
{
    /// <summary>Most shapes that accelerators are judged against.</summary>
    public const int ShapesMax = 32;

    /// <summary>Most waiting jobs of each queue that are counted.</summary>
    public const int WaitingMax = 1_000;

    private readonly Entry[][] _byResource;

    public FragmentationMix(RoomView view)
    {
        var counts = new long[view.State.Shapes.Count];
        foreach (var queue in view.State.Queues)
        {
            foreach (var job in queue.Waiting.Take(WaitingMax)) counts[job.ShapeIndex]++;
            foreach (var job in queue.Running) counts[job.ShapeIndex]++;
        }

        var shapes = Enumerable.Range(0, counts.Length)
            .Where(shape => counts[shape] > 0 && view.State.Shapes[shape].GpuCount > 0)
            .OrderByDescending(shape => counts[shape])
            .ThenBy(shape => shape)
            .Take(ShapesMax)
            .ToList();
        _byResource = [.. Enumerable.Range(0, view.State.Resources.Count).Select(resource => shapes
            .Select(shape => (Fit: view.Fits.Of(shape, resource), Count: counts[shape]))
            .Where(entry => entry.Fit is not null)
            .Select(entry => new Entry(entry.Fit!.Value, entry.Count))
            .ToArray())];
    }

    /// <summary>Thousandths of a node's accelerators that are of no use, times jobs.</summary>
    public long Unusable(NodeRoom room, int resource)
    {
        var idle = 0L;
        foreach (var milli in room.MilliLeft) idle += milli;

        var unusable = 0L;
        foreach (ref readonly var entry in _byResource[resource].AsSpan())
            unusable += entry.Count * (idle - Usable(room, entry.Fit));

        return unusable;
    }

    private static long Usable(NodeRoom room, in Fit fit)
    {
        var need = fit.Need;
        if (room.CpuLeft < need.CpuMillicores || room.MemoryLeft < need.MemoryMiB) return 0;

        var (gpus, usable) = (0, 0L);
        var milli = room.MilliLeft;
        for (var gpu = 0; gpu < milli.Length; gpu++)
        {
            if (milli[gpu] < need.GpuMilli || (fit.SharesGpu && room.TasksOn(gpu, fit) == 0)) continue;

            gpus++;
            usable += milli[gpu];
        }

        return gpus >= need.GpuCount ? usable : 0;
    }

    private readonly record struct Entry(Fit Fit, long Count);
}

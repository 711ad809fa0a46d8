namespace Headroom.Scheduling.Placement;

/// <summary>Takes any node that fits, and any accelerator that fits, with equal chance: the baseline of the published experiment.</summary>
/// <param name="pool">The fleet.</param>
/// <param name="below">Gives a number from 0 to its argument less one, each with equal chance.</param>
public sealed class RandomPlacement(NodePool pool, Func<int, int> below) : IPlacementPolicy
{
    private readonly int[] _fitting = new int[pool.Count];

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public TaskPlacement? Choose(TaskClass task)
    {
        var count = 0;
        for (var node = 0; node < pool.Count; node++)
            if (pool.Fits(task, node)) _fitting[count++] = node;

        if (count == 0) return null;

        var chosen = _fitting[below(count)];
        return new TaskPlacement(chosen, task.SharesGpu ? AnyFitting(task, chosen) : pool.FirstFree(chosen, task.GpuCount));
    }

    // Reservoir sampling in index order, as the published simulator does it.
    private GpuSet AnyFitting(TaskClass task, int node)
    {
        var chosen = -1;
        var seen = 0;
        var left = pool.GpuLeft(node);
        for (var gpu = 0; gpu < pool.GpuCount(node); gpu++)
        {
            if (left[gpu] < task.GpuMilli) continue;
            seen++;
            if (below(seen) == 0) chosen = gpu;
        }

        return GpuSet.Of(chosen);
    }
}

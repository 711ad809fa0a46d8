using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;

namespace Headroom.Cluster.State;

/// <summary>What one task takes from one node with a certain chip model.</summary>
/// <param name="CpuMillicores">Thousandths of a core.</param>
/// <param name="MemoryMiB">Memory of the node.</param>
/// <param name="GpuCount">Accelerators.</param>
/// <param name="GpuMilli">Thousandths of each of them.</param>
/// <param name="GpuMemoryMiB">Memory of each of them; 0 where it is not counted.</param>
/// <param name="SliceSlots">Slots of a fixed slice; 0 without one.</param>
public readonly record struct TaskNeed(
    long CpuMillicores, long MemoryMiB, int GpuCount, int GpuMilli, long GpuMemoryMiB, int SliceSlots)
{
    /// <summary>Whether it takes each accelerator as a whole.</summary>
    public bool TakesWholeGpus => GpuCount > 0 && GpuMilli == TaskRequest.WholeGpuMilli && SliceSlots == 0;

    /// <summary>Thousandths of an accelerator over all it takes.</summary>
    public int GpuMilliTotal => GpuCount * GpuMilli;

    /// <summary>
    /// What it counts as in quotas: its accelerators in thousandths, and its processors only when it has none.
    /// </summary>
    public long QuotaMilli => GpuCount > 0 ? GpuMilliTotal : CpuMillicores;

    /// <summary>
    /// What a task of <paramref name="shape"/> takes on <paramref name="model"/>; null when the model cannot serve it
    /// even when it is empty.
    /// </summary>
    public static TaskNeed? Of(JobShape shape, ChipModel model)
    {
        var need = new TaskNeed(shape.CpuMillicores, shape.MemoryMiB, shape.GpuCount, shape.GpuMilli, 0, 0);
        if (shape.GpuCount == 0) return need with { GpuMilli = 0 };
        if (model.MemoryMiB > 0 && shape.GpuMemoryMiB > model.MemoryMiB) return null;
        if (!shape.SharesGpu) return need with { GpuMemoryMiB = model.MemoryMiB };
        if (model.IsSliced) return OfSlice(need, shape, model);
        if (shape.Slice.Length > 0) return null;

        return need with { GpuMemoryMiB = model.MemoryMiB > 0 ? shape.GpuMemoryMiB : 0 };
    }

    private static TaskNeed? OfSlice(TaskNeed need, JobShape shape, ChipModel model)
    {
        TaskNeed? smallest = null;
        foreach (var slice in model.Slices)
        {
            var serves = shape.Slice.Length > 0
                ? slice.Name == shape.Slice
                : slice.Milli >= shape.GpuMilli && slice.MemoryMiB >= shape.GpuMemoryMiB;
            if (serves && (smallest is null || slice.Slots < smallest.Value.SliceSlots))
            {
                smallest = need with
                {
                    GpuMilli = slice.Milli,
                    GpuMemoryMiB = slice.MemoryMiB,
                    SliceSlots = slice.Slots,
                };
            }
        }

        return smallest;
    }
}

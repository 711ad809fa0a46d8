using Headroom.Cluster;

namespace Headroom.Scheduling.Nodes;

/// <summary>The rule by which most policies take accelerators on the node they chose.</summary>
internal static class SmallestGpuThatFits
{
    /// <summary>
    /// For a share, the accelerator with the least left that fits, the first of equals; else the first unused ones.
    /// </summary>
    public static GpuSet Choose(NodePool pool, TaskClass task, int node)
    {
        if (!task.SharesGpu) return pool.FirstFree(node, task.GpuCount);

        var left = pool.GpuLeft(node);
        var best = -1;
        for (var gpu = 0; gpu < pool.GpuCount(node); gpu++)
        {
            if (left[gpu] < task.GpuMilli) continue;
            if (best < 0 || left[gpu] < left[best]) best = gpu;
        }

        return GpuSet.Of(best);
    }
}

using Headroom.Cluster;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Placement.Scores;

/// <summary>
/// Prefers accelerators in use over unused ones on nodes in use, and those over untouched nodes, as MLaaS packing does
/// (Weng et al., NSDI'22), with the points of the FGD experiment (ATC'23).
/// </summary>
/// <param name="pool">The fleet.</param>
public sealed class GpuPackingScore(NodePool pool) : INodeScore
{
    /// <inheritdoc/>
    public string Name => "packing";

    /// <inheritdoc/>
    public long Rate(TaskClass task, int node)
    {
        if (task.GpuCount == 0) return 0;

        var free = pool.GpusFree(node);
        if (free == pool.GpuCount(node)) return Math.Max(33 - free, free);

        // Only a share can sit on an accelerator in use; a whole one always takes unused ones.
        if (!task.SharesGpu) return Math.Max(50 - task.GpuCount, 33);

        var chosen = pool.GpuLeft(node)[Lowest(SmallestGpuThatFits.Choose(pool, task, node))];
        return chosen == TaskRequest.WholeGpuMilli
            ? Math.Max(50 - 1, 33)
            : Math.Max(100 - chosen * 100 / TaskRequest.WholeGpuMilli / 10, 50);
    }

    /// <inheritdoc/>
    public GpuSet ChooseGpus(TaskClass task, int node) => SmallestGpuThatFits.Choose(pool, task, node);

    private static int Lowest(GpuSet gpus) => System.Numerics.BitOperations.TrailingZeroCount(gpus.Bits);
}

using Headroom.Cluster;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Placement.Scores;

/// <summary>
/// Prefers nodes that already run tasks of the same size, as Gandiva does (Xiao et al., OSDI'18), with the points of
/// the FGD experiment (ATC'23).
/// </summary>
/// <param name="pool">The fleet.</param>
public sealed class GpuClusteringScore(NodePool pool) : INodeScore
{
    private const int SizeMax = 8000;

    /// <inheritdoc/>
    public string Name => "clustering";

    /// <inheritdoc/>
    public long Rate(TaskClass task, int node)
    {
        if (task.GpuCount == 0) return 0;

        var fullness = 25 * (SizeMax - pool.GpuIdle(node)) / SizeMax;
        return fullness + Company(pool.Sizes(node), GpuSizes.Of(task));
    }

    /// <inheritdoc/>
    public GpuSet ChooseGpus(TaskClass task, int node) => SmallestGpuThatFits.Choose(pool, task, node);

    private static int Company(GpuSizes present, int size)
    {
        if (present.IsEmpty) return 25;
        if (!present.Contains(size)) return 0;
        return present.ContainsOnly(size) ? 75 : 50;
    }
}

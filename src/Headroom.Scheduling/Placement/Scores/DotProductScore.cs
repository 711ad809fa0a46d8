using Headroom.Cluster;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Placement.Scores;

/// <summary>
/// Prefers nodes whose free resources point elsewhere than the task's request, as Tetris does (Grandl et al.,
/// SIGCOMM'14, section 3.2), with the normalisation of the FGD experiment (ATC'23): the largest node has 128
/// cores and 8 accelerators.
/// </summary>
/// <param name="pool">The fleet.</param>
public sealed class DotProductScore(NodePool pool) : INodeScore
{
    private const double CpuMax = 128_000;
    private const double GpuMilliMax = 8_000;

    /// <inheritdoc/>
    public string Name => "dotprod";

    /// <inheritdoc/>
    public long Rate(TaskClass task, int node)
    {
        var cpu = pool.CpuLeft(node) / CpuMax * (task.CpuMillicores / CpuMax);
        var gpu = pool.GpuIdle(node) / GpuMilliMax * (task.GpuMilliTotal / GpuMilliMax);
        return (long)(100 * (1 - (cpu + gpu) / 2));
    }

    /// <inheritdoc/>
    public GpuSet ChooseGpus(TaskClass task, int node) => SmallestGpuThatFits.Choose(pool, task, node);
}

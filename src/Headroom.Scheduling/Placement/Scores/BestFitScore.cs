using Headroom.Cluster;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Placement.Scores;

/// <summary>
/// Prefers the node with the least left after the placement, half by CPU and half by accelerators, with the
/// normalisation of the FGD experiment (ATC'23). The experiment stretches the scores of the fitting nodes to 0..100
/// afterwards; that changes no winner.
/// </summary>
/// <param name="pool">The fleet.</param>
public sealed class BestFitScore(NodePool pool) : INodeScore
{
    private const double CpuMax = 128_000;
    private const double GpuMilliMax = 8_000;

    /// <inheritdoc/>
    public string Name => "bestfit";

    /// <inheritdoc/>
    public long Rate(TaskClass task, int node)
    {
        // Evaluated as (x / max) * 0.5, CPU first, to round as the published simulator does.
        var left = (pool.CpuLeft(node) - task.CpuMillicores) / CpuMax * 0.5;
        left += (pool.GpuIdle(node) - task.GpuMilliTotal) / GpuMilliMax * 0.5;
        return (long)(100 * (1 - left));
    }

    /// <inheritdoc/>
    public GpuSet ChooseGpus(TaskClass task, int node) => SmallestGpuThatFits.Choose(pool, task, node);
}

using Headroom.Cluster;
using Headroom.Scheduling.Fragmentation;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Placement.Scores;

/// <summary>
/// Prefers the node and accelerator where a placement adds the least fragmentation: FGD (Weng et al., ATC'23,
/// algorithm 1), with the score's rounding to whole points, which the published results depend on.
/// </summary>
/// <param name="pool">The fleet.</param>
/// <param name="gauge">Measures fragmentation against the workload's mix.</param>
public sealed class FragmentationGradientScore(NodePool pool, FragmentationGauge gauge) : INodeScore
{
    private readonly int[] _after = new int[pool.GpuSlots];
    private readonly NodeMemory _fragmented = new(pool, node => gauge.Measure(pool, node).Fragmented);

    /// <inheritdoc/>
    public string Name => "fgd";

    /// <inheritdoc/>
    public long Rate(TaskClass task, int node) =>
        task.SharesGpu ? BestShare(task, node).Points : WholePoints(task, node);

    /// <inheritdoc/>
    public GpuSet ChooseGpus(TaskClass task, int node) =>
        task.SharesGpu ? GpuSet.Of(BestShare(task, node).Gpu) : pool.FirstFree(node, task.GpuCount);

    // The first accelerator with the most points. Accelerators with equally much left score alike
    // and are looked at once.
    private (int Points, int Gpu) BestShare(TaskClass task, int node)
    {
        var before = _fragmented[node];
        var left = pool.GpuLeft(node);
        left.CopyTo(_after);
        var (bestPoints, bestGpu) = (-1, -1);
        for (var gpu = 0; gpu < pool.GpuCount(node); gpu++)
        {
            if (left[gpu] < task.GpuMilli || left[..gpu].Contains(left[gpu])) continue;

            _after[gpu] -= task.GpuMilli;
            var points = Points(before - After(task, node));
            _after[gpu] = left[gpu];
            if (points > bestPoints) (bestPoints, bestGpu) = (points, gpu);
        }

        return (bestPoints, bestGpu);
    }

    private int WholePoints(TaskClass task, int node)
    {
        pool.GpuLeft(node).CopyTo(_after);
        var wanted = task.GpuCount;
        for (var gpu = 0; wanted > 0; gpu++)
        {
            if (_after[gpu] != TaskRequest.WholeGpuMilli) continue;
            _after[gpu] = 0;
            wanted--;
        }

        return Points(_fragmented[node] - After(task, node));
    }

    private double After(TaskClass task, int node) => gauge.Measure(
        pool.CpuLeft(node) - task.CpuMillicores, _after, pool.GpuIdle(node) - task.GpuMilliTotal,
        pool.ChipModel(node)).Fragmented;

    private static int Points(double removed) => (int)(100 * (1 / (1 + Math.Exp(-removed / 1000))));
}

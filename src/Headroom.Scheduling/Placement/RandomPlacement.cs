using Headroom.Cluster;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Placement;

/// <summary>
/// Takes any node that fits, and any accelerator that fits, with equal chance: the baseline of
/// the published experiment.
/// </summary>
/// <param name="pool">The fleet.</param>
/// <param name="below">Gives a number from 0 to its argument less one, each with equal chance.</param>
public sealed class RandomPlacement(NodePool pool, Func<int, int> below) : IPlacementPolicy
{
    private readonly ScoreBoards _boards = new(pool, new AnyNode());

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public TaskPlacement? Choose(TaskClass task)
    {
        var scores = _boards.Of(task).Scores();
        var fitting = scores.Length - scores.Count(ScoreBoard.Unfit);
        if (fitting == 0) return null;

        var chosen = NumberedFitting(scores, below(fitting));
        return new TaskPlacement(
            chosen, task.SharesGpu ? AnyFitting(task, chosen) : pool.FirstFree(chosen, task.GpuCount));
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

    private static int NumberedFitting(ReadOnlySpan<long> scores, int number)
    {
        for (var node = 0; ; node++)
            if (scores[node] != ScoreBoard.Unfit && number-- == 0) return node;
    }

    /// <summary>All nodes that fit are equally good.</summary>
    private sealed class AnyNode : INodeScore
    {
        public string Name => "random";

        public long Rate(TaskClass task, int node) => 0;

        public GpuSet ChooseGpus(TaskClass task, int node) =>
            throw new NotSupportedException("accelerators are drawn too");
    }
}

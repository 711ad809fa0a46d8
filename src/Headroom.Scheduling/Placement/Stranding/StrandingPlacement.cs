using System.Runtime.CompilerServices;
using Headroom.Cluster;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Workloads;

namespace Headroom.Scheduling.Placement.Stranding;

/// <summary>
/// Headroom's own placement policy: takes the node where a task strands the least and uses up the least of what only
/// others can use, the first of equals. It knows the workload's mix and what has arrived, never what will.
/// </summary>
public sealed class StrandingPlacement : ILearningPolicy
{
    private readonly NodePool _pool;
    private ScoreBoards _boards;
    private ChipScarcity _scarcity;

    /// <summary>A policy for one fleet that knows nothing about its workload yet.</summary>
    public StrandingPlacement(NodePool pool)
    {
        _pool = pool;
        (_boards, _scarcity) = Judge([]);
    }

    /// <inheritdoc/>
    public string Name => _boards.Score.Name;

    /// <inheritdoc/>
    public void Learn(IReadOnlyCollection<RequestCount> workload) => (_boards, _scarcity) = Judge(workload);

    /// <inheritdoc/>
    public TaskPlacement? Choose(TaskClass task)
    {
        var board = _boards.Of(task);
        var best = task.GpuCount == 0
            ? board.Best()
            : BestAfterPrices(board.Scores(), _scarcity.Prices(), task.GpuMilliTotal);
        return best < 0 ? null : new TaskPlacement(best, _boards.Score.ChooseGpus(task, best));
    }

    // A replay is over before the compiler's tiers have warmed up.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int BestAfterPrices(ReadOnlySpan<long> scores, ReadOnlySpan<long> prices, int gpuMilli)
    {
        var models = _pool.ChipModelByNode;
        var (best, bestScore) = (-1, long.MinValue);
        for (var node = 0; node < scores.Length; node++)
        {
            // What does not fit starts too low for any price to matter, but would overflow.
            if (scores[node] == ScoreBoard.Unfit) continue;

            var score = scores[node] - prices[models[node]] * gpuMilli;
            if (score > bestScore) (best, bestScore) = (node, score);
        }

        return best;
    }

    private (ScoreBoards Boards, ChipScarcity Scarcity) Judge(IReadOnlyCollection<RequestCount> workload)
    {
        var profile = new WorkloadProfile(workload);
        return (new ScoreBoards(_pool, new StrandingScore(_pool, profile)), new ChipScarcity(_pool, profile));
    }
}

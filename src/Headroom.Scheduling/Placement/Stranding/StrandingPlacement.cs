using Headroom.Scheduling.Workloads;

namespace Headroom.Scheduling.Placement.Stranding;

/// <summary>
/// Headroom's own placement policy: takes the node where a task strands the least and uses up the least of what only others
/// can use, the first of equals. It knows the workload's mix and what has arrived, never what will.
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
        var scores = _boards.Of(task).Scores();
        var prices = _scarcity.Prices();
        var (best, bestScore) = (-1, long.MinValue);
        for (var node = 0; node < scores.Length; node++)
        {
            if (scores[node] == ScoreBoard.Unfit) continue;

            var score = scores[node] - prices[_pool.ChipModel(node)] * task.GpuMilliTotal;
            if (best < 0 || score > bestScore) (best, bestScore) = (node, score);
        }

        return best < 0 ? null : new TaskPlacement(best, _boards.Score.ChooseGpus(task, best));
    }

    private (ScoreBoards Boards, ChipScarcity Scarcity) Judge(IReadOnlyCollection<RequestCount> workload)
    {
        var profile = new WorkloadProfile(workload);
        return (new ScoreBoards(_pool, new StrandingScore(_pool, profile)), new ChipScarcity(_pool, profile));
    }
}

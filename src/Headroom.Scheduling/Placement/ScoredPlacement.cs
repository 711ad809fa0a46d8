using Headroom.Cluster;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Placement;

/// <summary>
/// Takes the node with the highest score, the first of equals. Scores are remembered for each class of tasks, and only
/// the nodes that changed since are scored again: a decision costs a pass over one array.
/// </summary>
/// <param name="pool">The fleet.</param>
/// <param name="score">What makes a node good.</param>
public sealed class ScoredPlacement(NodePool pool, INodeScore score) : IPlacementPolicy
{
    private readonly ScoreBoards _boards = new(pool, score);

    /// <inheritdoc/>
    public string Name => score.Name;

    /// <inheritdoc/>
    public TaskPlacement? Choose(TaskClass task)
    {
        var node = _boards.Of(task).Best();
        return node < 0 ? null : new TaskPlacement(node, score.ChooseGpus(task, node));
    }
}

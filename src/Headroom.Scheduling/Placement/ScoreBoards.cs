using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Placement;

/// <summary>One <see cref="ScoreBoard"/> for each class of tasks met.</summary>
/// <param name="pool">The fleet.</param>
/// <param name="score">What makes a node good.</param>
internal sealed class ScoreBoards(NodePool pool, INodeScore score)
{
    private readonly List<ScoreBoard?> _boards = [];

    public INodeScore Score => score;

    public ScoreBoard Of(TaskClass task)
    {
        while (_boards.Count <= task.Index) _boards.Add(null);
        return _boards[task.Index] ??= new ScoreBoard(pool, score, task);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Placement;

/// <summary>The score of every node for one class of tasks. Hot: a placement calls <see cref="Best"/> once.</summary>
internal sealed class ScoreBoard
{
    /// <summary>Stands where a node cannot take the task.</summary>
    public const long Unfit = long.MinValue;

    private readonly NodePool _pool;
    private readonly INodeScore _score;
    private readonly TaskClass _task;
    private readonly long[] _scores;
    private readonly ChangeFollower _follower;

    public ScoreBoard(NodePool pool, INodeScore score, TaskClass task)
    {
        _pool = pool;
        _score = score;
        _task = task;
        _scores = new long[pool.Count];
        _follower = new ChangeFollower(pool, RenewNode);
    }

    /// <summary>The score of every node as it is now.</summary>
    public ReadOnlySpan<long> Scores()
    {
        _follower.CatchUp();
        return _scores;
    }

    /// <summary>Index of the best node that fits, the first of equals; -1 when none fits.</summary>
    public int Best()
    {
        var best = Highest(Scores());
        return best == Unfit ? -1 : Array.IndexOf(_scores, best);
    }

    private void RenewNode(int node) => _scores[node] = _pool.Fits(_task, node) ? _score.Rate(_task, node) : Unfit;

    // A replay is over before the compiler's tiers have warmed up.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Highest(ReadOnlySpan<long> scores)
    {
        var lanes = new Vector<long>(Unfit);
        var index = 0;
        for (; index <= scores.Length - Vector<long>.Count; index += Vector<long>.Count)
            lanes = Vector.Max(lanes, new Vector<long>(scores[index..]));

        var highest = Unfit;
        for (var lane = 0; lane < Vector<long>.Count; lane++) highest = Math.Max(highest, lanes[lane]);
        for (; index < scores.Length; index++) highest = Math.Max(highest, scores[index]);
        return highest;
    }
}

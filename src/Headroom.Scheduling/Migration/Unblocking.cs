using Headroom.Cluster;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Placement;

namespace Headroom.Scheduling.Migration;

/// <summary>
/// Makes room for a task that fits nowhere by moving a few running tasks of one node elsewhere. A move is only made
/// when it starts the waiting task at once, everyone moved has a place to go, and less is moved than is started.
/// </summary>
/// <param name="residents">The running tasks.</param>
/// <param name="policy">Says where those moved go.</param>
public sealed class Unblocking(Residents residents, IPlacementPolicy policy)
{
    // Every move is a restart. More of them for one start are more trouble than it is worth.
    private const int MovesMax = 8;

    // Plans are tried cheapest first; where so many fail for want of a place, the dearer ones will too.
    private const int TrialsMax = 16;

    private readonly Dictionary<int, long> _hopelessAt = [];
    private readonly MovableClasses _movable = new(residents.Pool, policy);

    private NodePool Pool => residents.Pool;

    /// <summary>
    /// Moves running tasks so that <paramref name="task"/> fits, and starts it. Gives the number of moves made;
    /// 0 when no way was found, and then nothing has changed.
    /// </summary>
    /// <param name="task">A task that fits on no node now.</param>
    /// <param name="movesAllowed">Most moves to make.</param>
    public int Start(TaskClass task, int movesAllowed)
    {
        if (movesAllowed < 1 || task.GpuCount == 0) return 0;
        if (_hopelessAt.TryGetValue(task.Index, out var at) && at == Pool.Changes.Count) return 0;

        foreach (var plan in Plans(task, Math.Min(movesAllowed, MovesMax)))
            if (TryMove(task, plan)) return plan.Victims.Count;

        _hopelessAt[task.Index] = Pool.Changes.Count;
        return 0;
    }

    private List<MovePlan> Plans(TaskClass task, int movesAllowed) =>
        [.. Enumerable.Range(0, Pool.Count)
            .Where(node => VictimSearch.MayHelp(residents, _movable, task, node))
            .Select(node => new MovePlan(node, VictimSearch.Victims(residents, _movable, task, node)))
            .Where(plan =>
                plan.Victims.Count > 0 && plan.Victims.Count <= movesAllowed && plan.GpuMilli < task.GpuMilliTotal)
            .OrderBy(plan => plan.GpuMilli).ThenBy(plan => plan.Victims.Count).ThenBy(plan => plan.Node)
            .Take(TrialsMax)];

    private bool TryMove(TaskClass task, MovePlan plan)
    {
        foreach (var victim in plan.Victims) residents.Remove(victim);
        if (Pool.Fits(task, plan.Node))
        {
            var started = new Resident(
                task, new TaskPlacement(plan.Node, SmallestGpuThatFits.Choose(Pool, task, plan.Node)));
            residents.Add(started.Task, started.Placement);
            if (TryRehome(plan.Victims)) return true;
            residents.Remove(started);
        }

        foreach (var victim in plan.Victims) residents.Add(victim.Task, victim.Placement);
        return false;
    }

    // All or nothing: who was rehomed before the first failure is taken back.
    private bool TryRehome(IReadOnlyList<Resident> victims)
    {
        var moved = new List<Resident>();
        foreach (var victim in victims.OrderByDescending(victim => victim.Task.GpuMilliTotal))
        {
            if (policy.Choose(victim.Task) is not { } elsewhere)
            {
                foreach (var back in moved) residents.Remove(back);
                return false;
            }

            residents.Add(victim.Task, elsewhere);
            moved.Add(new Resident(victim.Task, elsewhere));
        }

        return true;
    }
}

/// <summary>Tasks of one node that would have to go.</summary>
/// <param name="Node">Index of the node.</param>
/// <param name="Victims">Who would be moved; empty when nobody's going would help.</param>
internal sealed record MovePlan(int Node, IReadOnlyList<Resident> Victims)
{
    /// <summary>Thousandths of accelerators that would be moved.</summary>
    public int GpuMilli => Victims.Sum(victim => victim.Task.GpuMilliTotal);
}

using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Reclaim;

/// <summary>
/// Finds whom to stop so that a gang can start, losing little work: task by task on the node where that is cheapest, a
/// job over several nodes being paid for once; in the end those are spared that need not stop after all.
/// </summary>
/// <remarks>
/// The least total is a knapsack for every node and a set cover over gangs; this is the greedy answer.
/// CheapestVictimsTests compares it with exhaustive search. Hot: nodes are bid on in the order of their cheapest
/// victims, until that alone costs as much as the best bid, or enough nodes were bid on.
/// </remarks>
internal sealed class CheapestVictims
{
    // So many nodes are bid on for every task, or more until enough of them fit.
    private const int BidsPerTask = 128;

    private readonly FleetRoom _room;
    private readonly Fit _fit;
    private readonly VictimPool _pool;
    private readonly Func<int, bool> _mayUse;
    private readonly Func<Victim, bool> _mayStop;
    private readonly Func<Victim, bool> _opensNode;
    private readonly NodeRoom _scratch = new();
    private readonly Dictionary<int, Bid?> _bids = [];
    private readonly PriorityQueue<int, (Int128 Loss, int Node)> _cheapest = new();
    private readonly HashSet<JobId> _stopped = [];
    private int _seen;
    private int _bidsLeft;

    private CheapestVictims(
        FleetRoom room,
        Fit fit,
        VictimPool pool,
        Func<int, bool> mayUse,
        Func<Victim, bool> mayStop,
        Func<Victim, bool> opensNode) =>
        (_room, _fit, _pool, _mayUse, _mayStop, _opensNode) = (room, fit, pool, mayUse, mayStop, opensNode);

    /// <summary>
    /// The victims, or null when the gang would not fit even without all of them. The room is as before.
    /// </summary>
    /// <param name="room">What is left when those have stopped that were told to before.</param>
    /// <param name="fit">What each task takes.</param>
    /// <param name="taskCount">Tasks of the gang.</param>
    /// <param name="nodes">Nodes among which some may have room already; none for a single task that fits
    /// nowhere.</param>
    /// <param name="mayUse">Nodes that it may use.</param>
    /// <param name="pool">Jobs that may be told to stop.</param>
    /// <param name="mayStop">Which of them may.</param>
    /// <param name="opensNode">Which of them make their nodes worth a bid; others may still be part of one.</param>
    public static VictimSet? Choose(
        FleetRoom room,
        Fit fit,
        int taskCount,
        ReadOnlySpan<int> nodes,
        Func<int, bool> mayUse,
        VictimPool pool,
        Func<Victim, bool> mayStop,
        Func<Victim, bool> opensNode)
    {
        var search = new CheapestVictims(room, fit, pool, mayUse, mayStop, opensNode);
        foreach (var node in nodes)
        {
            if (mayUse(node) && search.FitsAlready(node)) search.Renew(node);
        }

        return search.Choose(taskCount);
    }

    private VictimSet? Choose(int taskCount)
    {
        _bidsLeft = (int)Math.Min((long)BidsPerTask * taskCount, int.MaxValue);
        var (stopped, tasks) = (new List<Victim>(), new List<TaskPlacement>());
        while (tasks.Count < taskCount && TakeCheapest() is { } bid) Accept(bid, stopped, tasks);

        var placed = ValueList.From(tasks);
        var isPlaced = tasks.Count == taskCount;
        if (isPlaced) Spare(stopped);
        _room.GiveAll(_fit.Need, placed);
        stopped.RemoveAll(victim => !_stopped.Contains(victim.Holding.Job.Job.Id));
        foreach (var victim in stopped) _room.TakeAll(victim.Holding.Need, victim.Holding.Tasks);
        if (!isPlaced) return null;

        stopped.Sort();
        return new VictimSet(stopped, placed, Total(stopped));
    }

    private Bid? TakeCheapest()
    {
        while (true)
        {
            SeeCheaperThan(_cheapest.TryPeek(out _, out var least) ? least.Loss : null);
            if (!_cheapest.TryDequeue(out var node, out var priced)) return null;
            if (_bids.GetValueOrDefault(node) is { } bid && bid.Loss == priced.Loss) return bid;
        }
    }

    // A node costs at least its cheapest victim, so nodes are bid on in the order of theirs.
    private void SeeCheaperThan(Int128? loss)
    {
        for (; _seen < _pool.Sorted.Count; _seen++)
        {
            var victim = _pool.Sorted[_seen];
            if (loss is { } least && (victim.Loss >= least || _bidsLeft <= 0)) return;
            if (!_opensNode(victim) || !_mayStop(victim)) continue;

            foreach (var node in victim.Nodes)
            {
                if (!_mayUse(node) || _bids.ContainsKey(node)) continue;

                Renew(node);
                _bidsLeft--;
                if (_bids[node] is { } bid && (loss is null || bid.Loss < loss)) loss = bid.Loss;
            }
        }
    }

    private void Accept(Bid bid, List<Victim> stopped, List<TaskPlacement> tasks)
    {
        foreach (var victim in bid.Victims)
        {
            stopped.Add(victim);
            _stopped.Add(victim.Holding.Job.Job.Id);
            _room.GiveAll(victim.Holding.Need, victim.Holding.Tasks);
        }

        var before = tasks.Count;
        _scratch.Load(_room, bid.Node);
        _scratch.Fill(_fit, bid.Node, tasks: 1, tasks);
        _room.Take(_fit.Need, tasks[before]);
        Renew(bid.Node);
        foreach (var victim in bid.Victims)
        {
            foreach (var node in victim.Nodes)
            {
                if (node != bid.Node && _mayUse(node)) Renew(node);
            }
        }
    }

    private void Renew(int node)
    {
        var bid = BidOn(node);
        _bids[node] = bid;
        if (bid is not null) _cheapest.Enqueue(node, (bid.Loss, node));
    }

    private bool FitsAlready(int node)
    {
        _scratch.Load(_room, node);
        return Fits();
    }

    // The cheapest first until one more task fits, then the dearest back again as long as it still does.
    private Bid? BidOn(int node)
    {
        if (FitsAlready(node)) return new Bid(node, [], 0);

        var chosen = new List<Victim>();
        foreach (var victim in _pool.On(node))
        {
            if (_stopped.Contains(victim.Holding.Job.Job.Id) || !_mayStop(victim)) continue;

            Move(victim, node, gives: true);
            chosen.Add(victim);
            if (!Fits()) continue;

            DropNeedless(chosen, node);
            return new Bid(node, chosen, Total(chosen));
        }

        return null;
    }

    private void DropNeedless(List<Victim> chosen, int node)
    {
        for (var index = chosen.Count - 2; index >= 0; index--)
        {
            Move(chosen[index], node, gives: false);
            if (Fits()) chosen.RemoveAt(index);
            else Move(chosen[index], node, gives: true);
        }
    }

    private bool Fits() => _scratch.TasksOf(_fit, most: 1) > 0;

    private void Move(in Victim victim, int node, bool gives)
    {
        foreach (ref readonly var task in victim.Holding.Tasks.AsSpan())
        {
            if (task.Node != node) continue;
            if (gives) _scratch.Give(victim.Holding.Need, task);
            else _scratch.Take(victim.Holding.Need, task);
        }
    }

    // The dearest first: whoever still fits beside the gang goes on.
    private void Spare(List<Victim> stopped)
    {
        foreach (var victim in stopped.OrderDescending())
        {
            if (!_room.CanTakeAll(victim.Holding.Need, victim.Holding.Tasks)) continue;

            _room.TakeAll(victim.Holding.Need, victim.Holding.Tasks);
            _stopped.Remove(victim.Holding.Job.Job.Id);
        }
    }

    private static Int128 Total(List<Victim> victims)
    {
        var loss = (Int128)0;
        foreach (var victim in victims) loss += victim.Loss;
        return loss;
    }

    private sealed record Bid(int Node, List<Victim> Victims, Int128 Loss);
}

using Headroom.Cluster;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Reclaim;

/// <summary>
/// Finds whom to stop so that a gang can start, losing little work: task by task on the node where that is cheapest, a job
/// over several nodes being paid for once; in the end those are spared that need not stop after all.
/// </summary>
/// <remarks>
/// The least total is a knapsack for every node and a set cover over gangs; this is the greedy answer. VictimTests
/// compares it with exhaustive search. Hot: a large reclaim bids on every node; what a bid tries out is taken back at once.
/// </remarks>
internal sealed class CheapestVictims
{
    private readonly TrialRoom _room;
    private readonly Fit _fit;
    private readonly NodeRoom _scratch = new();
    private readonly HashSet<int> _nodes;
    private readonly Dictionary<int, List<Victim>> _victimsByNode = [];
    private readonly Dictionary<int, Bid> _bids = [];
    private readonly PriorityQueue<int, (Int128 Loss, int Node)> _cheapest = new();
    private readonly HashSet<JobId> _stopped = [];

    private CheapestVictims(TrialRoom room, Fit fit, IReadOnlyList<int> nodes, IReadOnlyList<Victim> victims)
    {
        (_room, _fit, _nodes) = (room, fit, [.. nodes]);
        foreach (var victim in victims)
        {
            foreach (var node in NodesOf(victim))
            {
                if (!_nodes.Contains(node)) continue;
                if (!_victimsByNode.TryGetValue(node, out var onNode)) _victimsByNode.Add(node, onNode = []);
                onNode.Add(victim);
            }
        }
    }

    /// <summary>The victims, or null when the gang would not fit even without all of them. The room is as before.</summary>
    /// <param name="room">What is left.</param>
    /// <param name="fit">What each task takes.</param>
    /// <param name="taskCount">Tasks of the gang.</param>
    /// <param name="nodes">Nodes that it may use, in the order that settles ties.</param>
    /// <param name="victims">Jobs that may be told to stop, in their order.</param>
    public static VictimSet? Choose(
        TrialRoom room, Fit fit, int taskCount, IReadOnlyList<int> nodes, IReadOnlyList<Victim> victims)
    {
        var search = new CheapestVictims(room, fit, nodes, victims);
        foreach (var node in nodes) search.Renew(node);
        return search.Choose(taskCount);
    }

    private VictimSet? Choose(int taskCount)
    {
        var (stopped, tasks) = (new List<Victim>(), new List<TaskPlacement>());
        while (tasks.Count < taskCount && TakeCheapest() is { } bid) Accept(bid, stopped, tasks);

        var placed = ValueList.From(tasks);
        var isPlaced = tasks.Count == taskCount;
        if (isPlaced) Spare(stopped);
        _room.Give(_fit.Need, placed);
        stopped.RemoveAll(victim => !_stopped.Contains(victim.Holding.Job.Job.Id));
        foreach (var victim in stopped) _room.Take(victim.Holding.Need, victim.Holding.Tasks);
        if (!isPlaced) return null;

        stopped.Sort();
        return new VictimSet(stopped, placed, Total(stopped));
    }

    private Bid? TakeCheapest()
    {
        while (_cheapest.TryDequeue(out var node, out var priced))
        {
            if (_bids.TryGetValue(node, out var bid) && bid.Loss == priced.Loss) return bid;
        }

        return null;
    }

    private void Accept(Bid bid, List<Victim> stopped, List<TaskPlacement> tasks)
    {
        foreach (var victim in bid.Victims)
        {
            stopped.Add(victim);
            _stopped.Add(victim.Holding.Job.Job.Id);
            _room.Give(victim.Holding.Need, victim.Holding.Tasks);
        }

        var before = tasks.Count;
        _scratch.Load(_room.Left, bid.Node);
        _scratch.Fill(_fit, bid.Node, tasks: 1, tasks);
        _room.Take(_fit.Need, ValueList.Of(tasks[before]));
        Renew(bid.Node);
        foreach (var victim in bid.Victims)
        {
            foreach (var node in NodesOf(victim))
            {
                if (node != bid.Node && _nodes.Contains(node)) Renew(node);
            }
        }
    }

    private void Renew(int node)
    {
        _bids.Remove(node);
        if (BidOn(node) is not { } bid) return;

        _bids[node] = bid;
        _cheapest.Enqueue(node, (bid.Loss, node));
    }

    // The cheapest first until one more task fits, then the dearest back again as long as it still does.
    private Bid? BidOn(int node)
    {
        _scratch.Load(_room.Left, node);
        if (Fits()) return new Bid(node, [], 0);
        if (!_victimsByNode.TryGetValue(node, out var candidates)) return null;

        var chosen = new List<Victim>();
        foreach (var victim in candidates)
        {
            if (_stopped.Contains(victim.Holding.Job.Job.Id)) continue;

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
            if (!_room.Left.CanTakeAll(victim.Holding.Need, victim.Holding.Tasks)) continue;

            _room.Take(victim.Holding.Need, victim.Holding.Tasks);
            _stopped.Remove(victim.Holding.Job.Job.Id);
        }
    }

    private static Int128 Total(List<Victim> victims)
    {
        var loss = (Int128)0;
        foreach (var victim in victims) loss += victim.Loss;
        return loss;
    }

    private static IEnumerable<int> NodesOf(Victim victim) =>
        victim.Holding.Tasks.Select(task => task.Node).Distinct();

    private sealed record Bid(int Node, List<Victim> Victims, Int128 Loss);
}

using Headroom.Cluster;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Rooms;

/// <summary>What is left to others on nodes on which jobs are to start at a later time.</summary>
internal sealed class Guards(int nodes)
{
    private readonly Guard?[] _guards = new Guard?[nodes];

    /// <summary>Nodes that are guarded.</summary>
    public int Count { get; private set; }

    /// <summary>No guard begins later; the lowest number when there never was one.</summary>
    public long LatestStart { get; private set; } = long.MinValue;

    /// <summary>Whether a node is guarded.</summary>
    public bool IsGuarded(int node) => _guards[node] is not null;

    /// <summary>Whether a guard means nothing to tasks that have ended by a time.</summary>
    public bool IsPassedBy(int node, long endsAt) => _guards[node] is not { } guard || endsAt <= guard.Start;

    /// <summary>Guards a node.</summary>
    /// <exception cref="InvalidOperationException">It is guarded already.</exception>
    public void Add(int node, long start, NodeRoom atStart)
    {
        if (_guards[node] is { } before)
            throw new InvalidOperationException($"Node {node} is guarded from {before.Start} on, asked from {start} on.");

        _guards[node] = new Guard(start, atStart);
        LatestStart = Math.Max(LatestStart, start);
        Count++;
    }

    /// <summary>Takes a guard away.</summary>
    public void Remove(int node)
    {
        if (_guards[node] is null) return;

        _guards[node] = null;
        Count--;
    }

    /// <summary>Keeps of a node's room only what tasks may use that end at a time.</summary>
    public void Limit(int node, long endsAt, NodeRoom room)
    {
        if (_guards[node] is { } guard && endsAt > guard.Start) room.LimitTo(guard.AtStart);
    }

    /// <summary>A task that ends at a time took its part of a node, or gave it back with a sign of -1.</summary>
    public void Change(in TaskNeed need, in TaskPlacement task, long endsAt, int sign)
    {
        if (_guards[task.Node] is not { } guard || endsAt <= guard.Start) return;

        if (sign > 0) guard.AtStart.Take(need, task);
        else guard.AtStart.Give(need, task);
    }

    private sealed record Guard(long Start, NodeRoom AtStart);
}

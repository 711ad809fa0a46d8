using Headroom.Cluster;
using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Migration;

/// <summary>
/// The running tasks of a fleet by node, and the pool they take from: one door for both, so that they agree.
/// </summary>
/// <param name="pool">The fleet, without tasks.</param>
public sealed class Residents(NodePool pool)
{
    private readonly List<Resident>[] _byNode = [.. Enumerable.Range(0, pool.Count).Select(_ => new List<Resident>())];

    /// <summary>The fleet.</summary>
    public NodePool Pool => pool;

    /// <summary>Running tasks of a node, in order of arrival there.</summary>
    public IReadOnlyList<Resident> On(int node) => _byNode[node];

    /// <summary>Starts a task.</summary>
    public void Add(TaskClass task, TaskPlacement placement)
    {
        pool.Allocate(task, placement);
        _byNode[placement.Node].Add(new Resident(task, placement));
    }

    /// <summary>Takes a task off its node.</summary>
    /// <exception cref="InvalidOperationException">It does not run there.</exception>
    public void Remove(Resident resident)
    {
        if (!_byNode[resident.Placement.Node].Remove(resident))
        {
            throw new InvalidOperationException(
                $"{pool.Nodes[resident.Placement.Node].Name} does not run {resident.Task.Request}");
        }

        pool.Release(resident.Task, resident.Placement);
    }
}

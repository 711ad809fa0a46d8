using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Placement;

namespace Headroom.Scheduling.Migration;

/// <summary>Which classes of tasks have a place to go as the pool is now.</summary>
/// <param name="pool">The fleet.</param>
/// <param name="policy">Says where a task would go.</param>
internal sealed class MovableClasses(NodePool pool, IPlacementPolicy policy)
{
    private readonly Dictionary<int, bool> _fits = [];
    private long _at = -1;

    /// <summary>Whether a task of this class fits somewhere.</summary>
    public bool Contains(TaskClass task)
    {
        if (_at != pool.Changes.Count)
        {
            _fits.Clear();
            _at = pool.Changes.Count;
        }

        if (_fits.TryGetValue(task.Index, out var fits)) return fits;
        return _fits[task.Index] = policy.Choose(task) is not null;
    }
}

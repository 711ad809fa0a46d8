using Headroom.Cluster;

namespace Headroom.Scheduling.Rooms;

/// <summary>
/// Finds the best-fit node for one task that shares no accelerator: fewest free accelerators that are enough, then the
/// first position. Tasks without accelerators go to nodes that have none before all others.
/// </summary>
internal sealed class SingleSearch(RoomView view)
{
    private readonly List<TaskPlacement> _places = [];

    /// <summary>A place; null when there is none.</summary>
    public TaskPlacement? Find(in PlaceSearch search)
    {
        var position = FindPosition(search);
        if (position == LeveledNodes.None) return null;

        var node = view.Topology.NodeAt(position);
        _places.Clear();
        view.RoomFor(search, node).Fill(search.Fit, node, 1, _places);
        return _places[0];
    }

    // Tasks that end before reserved jobs start fill the time until then, and leave other nodes to those that do not.
    private int FindPosition(in PlaceSearch search)
    {
        var position = LeveledNodes.None;
        if (view.Guards.Count > 0 && view.Guards.LatestStart >= search.EndsAt)
            position = FindGuarded(search, onlyPassed: true);

        if (position == LeveledNodes.None) position = FindOpen(search);
        if (position == LeveledNodes.None && view.Guards.Count > 0) position = FindGuarded(search, onlyPassed: false);
        return position;
    }

    private int FindOpen(in PlaceSearch search)
    {
        for (var level = search.Fit.Need.GpuCount; level < RoomPool.LevelCount; level++)
        {
            foreach (var pool in view.Pools.Of(search.Resource))
            {
                if (pool.Open.CountOf(level) == 0 || !view.Serves(pool, search)) continue;

                var position = pool.Open.FirstFit(level, search.Begin, search.End, search.Fit.Need);
                if (position != LeveledNodes.None) return position;
            }
        }

        return LeveledNodes.None;
    }

    private int FindGuarded(in PlaceSearch search, bool onlyPassed)
    {
        for (var level = search.Fit.Need.GpuCount; level < RoomPool.LevelCount; level++)
        {
            foreach (var pool in view.Pools.Of(search.Resource))
            {
                if (pool.Guarded.CountOf(level) == 0 || !view.Serves(pool, search)) continue;

                var position = FindGuarded(search, onlyPassed, pool, level);
                if (position != LeveledNodes.None) return position;
            }
        }

        return LeveledNodes.None;
    }

    private int FindGuarded(in PlaceSearch search, bool onlyPassed, RoomPool pool, int level)
    {
        for (var from = search.Begin; ; from++)
        {
            from = pool.Guarded.FirstFit(level, from, search.End, search.Fit.Need);
            if (from == LeveledNodes.None) return from;

            var node = view.Topology.NodeAt(from);
            if (onlyPassed && !view.Guards.IsPassedBy(node, search.EndsAt)) continue;
            if (view.RoomFor(search, node).TasksOf(search.Fit, 1) > 0) return from;
        }
    }
}

using Headroom.Cluster;

namespace Headroom.Scheduling.Rooms;

/// <summary>
/// Finds a part of an accelerator for one task: where fragmentation grows least, then on the fullest accelerator that
/// has enough left, by position and index. Looks at different nodes only, tightest first, and not at all of them.
/// </summary>
internal sealed class SharedSearch(RoomView view)
{
    /// <summary>Most different nodes that are weighed against each other.</summary>
    public const int OptionsMax = 64;

    private const int SharedOptionsMax = 48;
    private const int LooksMax = 256;

    private readonly ulong[] _seen = new ulong[OptionsMax];
    private int _seenCount;
    private int _looks;
    private Option? _best;
    private FragmentationMix? _mix;

    /// <summary>A place; null when there is none.</summary>
    public TaskPlacement? Find(in PlaceSearch search)
    {
        (_seenCount, _looks, _best) = (0, 0, null);
        LookAtShared(search);
        LookAtFree(search);
        if (_best is null && view.Guards.Count > 0) LookAtGuarded(search);
        return _best is { } best
            ? new TaskPlacement(view.Topology.NodeAt(best.Position), GpuSet.Of(best.Gpu), best.Start)
            : null;
    }

    private void LookAtShared(in PlaceSearch search)
    {
        for (var level = RoomPool.SharedLevelOf(search.Fit.Need.GpuMilli); level < RoomPool.SharedLevelCount; level++)
        {
            foreach (var pool in view.Pools.Of(search.Resource))
            {
                if (view.Serves(pool, search)) LookAt(search, pool.Shared, level, nodes: int.MaxValue);
            }
        }
    }

    // Nodes with equally many free accelerators differ little, so one of each number has to do.
    private void LookAtFree(in PlaceSearch search)
    {
        for (var level = 1; level < RoomPool.LevelCount; level++)
        {
            foreach (var pool in view.Pools.Of(search.Resource))
            {
                if (view.Serves(pool, search)) LookAt(search, pool.Open, level, nodes: 1);
            }
        }
    }

    private void LookAtGuarded(in PlaceSearch search)
    {
        for (var level = 0; level < RoomPool.LevelCount; level++)
        {
            foreach (var pool in view.Pools.Of(search.Resource))
            {
                if (view.Serves(pool, search)) LookAt(search, pool.Guarded, level, nodes: int.MaxValue);
            }
        }
    }

    private void LookAt(in PlaceSearch search, LeveledNodes set, int level, int nodes)
    {
        var optionsMax = nodes == 1 ? OptionsMax : SharedOptionsMax;
        for (var (from, done) = (search.Begin, 0); done < nodes; from++, done++)
        {
            if (_best is not null && (_seenCount >= optionsMax || _looks >= LooksMax)) return;

            from = set.FirstFit(level, from, search.End, search.Fit.Need);
            if (from == LeveledNodes.None) return;

            _looks++;
            Weigh(search, from);
        }
    }

    private void Weigh(in PlaceSearch search, int position)
    {
        var room = view.RoomFor(search, view.Topology.NodeAt(position));
        if (room.TasksOf(search.Fit, 1) == 0 || IsSeen(room)) return;

        _mix ??= new FragmentationMix(view);
        var before = _mix.Unusable(room, search.Resource);
        for (var gpu = 0; gpu < room.GpuCount; gpu++)
        {
            if (room.TasksOn(gpu, search.Fit) == 0 || IsLikeAnEarlierOne(room, gpu)) continue;

            var milli = room.MilliLeft[gpu];
            var task = new TaskPlacement(0, GpuSet.Of(gpu), StartOn(room, gpu, search.Fit));
            room.Take(search.Fit.Need, task);
            var growth = _mix.Unusable(room, search.Resource) - before;
            room.Give(search.Fit.Need, task);
            var option = new Option(growth, milli, position, gpu, task.SliceStart);
            if (_best is null || option.CompareTo(_best.Value) < 0) _best = option;
        }
    }

    private static int StartOn(NodeRoom room, int gpu, in Fit fit) =>
        fit.Need.SliceSlots == 0
            ? 0
            : SliceSlots.Best((uint)(room.SlotsTaken[gpu] | fit.SlotsBeyond), fit.Need.SliceSlots, fit.Starts);

    private static bool IsLikeAnEarlierOne(NodeRoom room, int gpu)
    {
        for (var earlier = 0; earlier < gpu; earlier++)
        {
            if (room.MilliLeft[earlier] == room.MilliLeft[gpu] && room.SlotsTaken[earlier] == room.SlotsTaken[gpu]
                && room.GpuMemoryLeft[earlier] == room.GpuMemoryLeft[gpu])
            {
                return true;
            }
        }

        return false;
    }

    // Two nodes of one hash are taken for equal: at worst a node is not weighed.
    private bool IsSeen(NodeRoom room)
    {
        var hash = room.Hash();
        if (_seen.AsSpan(0, _seenCount).Contains(hash)) return true;

        if (_seenCount < OptionsMax) _seen[_seenCount++] = hash;
        return false;
    }

    private readonly record struct Option(long Growth, int MilliLeft, int Position, int Gpu, int Start)
    {
        public int CompareTo(in Option other)
        {
            var order = Growth.CompareTo(other.Growth);
            if (order == 0) order = MilliLeft.CompareTo(other.MilliLeft);
            if (order == 0) order = Position.CompareTo(other.Position);
            return order != 0 ? order : Gpu.CompareTo(other.Gpu);
        }
    }
}

using Headroom.Cluster;
using Headroom.Cluster.Jobs;

namespace Headroom.Scheduling.Rooms;

/// <summary>
/// Finds places for tasks that start together. Of the parts of a level that hold them, the one with the fewest free
/// places is taken (tree best-fit, as in Kueue's topology-aware scheduling), and in it as few nodes as possible.
/// </summary>
internal sealed class GangSearch(RoomView view)
{
    private const int FieldBits = 20;
    private const ulong FieldMask = (1 << FieldBits) - 1;

    private readonly List<TaskPlacement> _places = [];
    private readonly List<ulong> _nodes = [];
    private long[] _before = [];

    /// <summary>Places for as many tasks as fit; null when not even the fewest do.</summary>
    public Placed? Find(in PlaceSearch search)
    {
        if (!MayFit(search)) return null;

        CountTasks(search);
        var (count, begin, end) = BestPart(search);
        if (count == 0) return null;

        _places.Clear();
        Fill(search, begin, end, count);
        return new Placed(ValueList.From(_places));
    }

    // A look at the counts tells most gangs that do not fit.
    private bool MayFit(in PlaceSearch search)
    {
        foreach (var pool in view.Pools.Of(search.Resource))
        {
            if (!view.Serves(pool, search)) continue;
            if (!search.Fit.Need.TakesWholeGpus || pool.TasksMost(search.Fit.Need) >= search.TasksLeast) return true;
        }

        return false;
    }

    // Afterwards tasks that fit between two positions are the difference of two entries.
    private void CountTasks(in PlaceSearch search)
    {
        if (_before.Length == 0) _before = new long[view.Topology.Count + 1];
        Array.Clear(_before, search.Begin, search.End - search.Begin + 1);
        foreach (var pool in view.Pools.Of(search.Resource))
        {
            if (!view.Serves(pool, search)) continue;

            var end = Math.Min(pool.End, search.End);
            for (var position = Math.Max(pool.Begin, search.Begin); position < end; position++)
            {
                var node = view.Topology.NodeAt(position);
                if (view.Has(node, search.Resource)) _before[position + 1] = view.TasksOn(search, node);
            }
        }

        for (var position = search.Begin; position < search.End; position++) _before[position + 1] += _before[position];
    }

    // As many tasks as possible first, closeness second: a job that makes do with one task would else never get two.
    private (int Count, int Begin, int End) BestPart(in PlaceSearch search)
    {
        var wish = view.State.Shapes[search.Shape].Topology;
        var (level, outermost) = Levels(wish);
        var best = (Count: 0, Begin: 0, End: 0);
        for (; level <= outermost && best.Count < search.TasksMost; level++)
        {
            var here = BestPart(search, level);
            if (here.Count > best.Count) best = here;
        }

        return best;
    }

    internal static (TopologyLevel Innermost, TopologyLevel Outermost) Levels(TopologyWish? wish)
    {
        if (wish is null) return (TopologyLevel.Cluster, TopologyLevel.Cluster);

        var level = wish.Level < TopologyLevel.Cluster ? wish.Level : TopologyLevel.Cluster;
        return (level, wish.IsRequired ? level : TopologyLevel.Cluster);
    }

    private (int Count, int Begin, int End) BestPart(in PlaceSearch search, TopologyLevel level)
    {
        var (best, fewest) = ((Count: 0, Begin: 0, End: 0), long.MaxValue);
        var (first, last) = view.Topology.PartsWithin(level, search.Begin, search.End);
        for (var part = first; part < last; part++)
        {
            var (begin, end) = view.Topology.PositionsOf(part);
            (begin, end) = (Math.Max(begin, search.Begin), Math.Min(end, search.End));
            var tasks = _before[end] - _before[begin];
            if (tasks < search.TasksLeast) continue;

            var count = (int)Math.Min(tasks, search.TasksMost);
            if (count > best.Count || (count == best.Count && tasks < fewest))
                (best, fewest) = ((count, begin, end), tasks);
        }

        return best;
    }

    private void Fill(in PlaceSearch search, int begin, int end, int count)
    {
        SortNodes(search, begin, end);
        for (var next = 0; count > 0;)
        {
            var tasks = TasksAt(next);
            var at = next;
            if (tasks <= count)
            {
                next++;
            }
            else
            {
                at = LastWith(count, next);
                tasks = count;
            }

            var node = view.Topology.NodeAt((int)(_nodes[at] & FieldMask));
            view.RoomFor(search, node).Fill(search.Fit, node, tasks, _places);
            count -= tasks;
        }
    }

    // Most tasks first; among equals least accelerators left over, then by position. Packed into one number, because
    // sorting numbers is several times faster than sorting with a comparer.
    private void SortNodes(in PlaceSearch search, int begin, int end)
    {
        _nodes.Clear();
        for (var position = begin; position < end; position++)
        {
            var tasks = _before[position + 1] - _before[position];
            if (tasks == 0) continue;

            var free = view.Left.GpusFree(view.Topology.NodeAt(position));
            var over = Math.Max(0, free - tasks * search.Fit.Need.GpuCount);
            _nodes.Add(((FieldMask - (ulong)tasks) << (2 * FieldBits)) | ((ulong)over << FieldBits) | (uint)position);
        }

        _nodes.Sort();
    }

    private int TasksAt(int index) => (int)(FieldMask - (_nodes[index] >> (2 * FieldBits)));

    // The first of the nodes that hold the fewest tasks that are still enough.
    private int LastWith(int count, int from)
    {
        var (low, high) = (from, _nodes.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (TasksAt(middle) >= count) low = middle;
            else high = middle - 1;
        }

        var tasks = TasksAt(low);
        while (low > from && TasksAt(low - 1) == tasks) low--;
        return low;
    }
}

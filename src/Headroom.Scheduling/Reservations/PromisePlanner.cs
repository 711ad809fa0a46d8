using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Reservations;

/// <summary>Where a waiting job could start, and when.</summary>
/// <param name="Start">In milliseconds.</param>
/// <param name="Tasks">One place a task.</param>
/// <param name="Left">What is left on each of their nodes at that time, by node, in order of node.</param>
internal sealed record Promise(
    long Start, ValueList<TaskPlacement> Tasks, IReadOnlyList<(int Node, NodeRoom Room)> Left);

/// <summary>
/// Finds the earliest time at which a gang fits, when everyone ends as believed, and nodes for it: of those that will
/// do, the ones that become free last, so that what is free before stays free for backfill.
/// </summary>
/// <param name="room">What is left now; guarded nodes are not promised twice.</param>
/// <param name="topology">Parts of the fleet.</param>
/// <param name="calendar">What becomes free when.</param>
internal sealed class PromisePlanner(TrialRoom room, Topology topology, ReleaseCalendar calendar)
{
    /// <summary>The promise; null when the gang will not fit whoever ends.</summary>
    /// <param name="fit">What each task takes.</param>
    /// <param name="taskCount">Tasks of the gang.</param>
    /// <param name="parts">Parts of the topology, each of which would do.</param>
    /// <param name="isOpen">Nodes that may be promised.</param>
    public Promise? Plan(Fit fit, int taskCount, IReadOnlyList<int> parts, Func<int, bool> isOpen)
    {
        var sweep = new Sweep(room, topology, fit, taskCount, parts, isOpen);
        if (sweep.FullPart is { } now) return sweep.Choose(now, start: 0);

        foreach (var release in calendar.Releases)
        {
            if (sweep.Apply(release) is { } part) return sweep.Choose(part, release.At);
        }

        return null;
    }

    /// <summary>Lets jobs end one after the other, and counts for every part how many tasks fit.</summary>
    private sealed class Sweep
    {
        private readonly FleetRoom _left;
        private readonly Topology _topology;
        private readonly Fit _fit;
        private readonly int _taskCount;
        private readonly IReadOnlyList<int> _parts;
        private readonly NodeRoom _scratch = new();
        private readonly int[] _partOf;
        private readonly int[] _slots;
        private readonly long[] _roomSince;
        private readonly long[] _slotsInPart;

        public Sweep(
            TrialRoom room, Topology topology, Fit fit, int taskCount, IReadOnlyList<int> parts, Func<int, bool> isOpen)
        {
            (_topology, _fit, _taskCount, _parts) = (topology, fit, taskCount, parts);
            _left = room.Left.Copy();
            _partOf = new int[_left.Count];
            _slots = new int[_left.Count];
            _roomSince = new long[_left.Count];
            _slotsInPart = new long[parts.Count];
            Array.Fill(_partOf, -1);
            for (var part = 0; part < parts.Count; part++)
            {
                foreach (var node in topology.NodesOf(parts[part]))
                {
                    if (!isOpen(node)) continue;

                    _partOf[node] = part;
                    Count(node, since: 0);
                }
            }
        }

        /// <summary>A part that holds the gang already; null when none does.</summary>
        public int? FullPart
        {
            get
            {
                var part = Array.FindIndex(_slotsInPart, slots => slots >= _taskCount);
                return part < 0 ? null : part;
            }
        }

        /// <summary>A job ends. The first part that holds the gang thereby; null when none does.</summary>
        public int? Apply(in Release release)
        {
            int? full = null;
            foreach (ref readonly var task in release.Tasks.AsSpan())
            {
                _left.Give(release.Need, task);
                if (_partOf[task.Node] is not (>= 0 and var part)) continue;

                Count(task.Node, release.At);
                if (_slotsInPart[part] >= _taskCount) full ??= part;
            }

            return full;
        }

        public Promise Choose(int part, long start)
        {
            var nodes = _topology.NodesOf(_parts[part]).ToArray().Where(node => _slots[node] > 0)
                .OrderByDescending(node => _roomSince[node]).ThenBy(node => node);
            var (tasks, left) = (new List<TaskPlacement>(), new List<(int Node, NodeRoom Room)>());
            foreach (var node in nodes)
            {
                if (tasks.Count == _taskCount) break;

                var before = tasks.Count;
                var rest = NodeRoom.Of(_left, node);
                rest.Fill(_fit, node, Math.Min(_slots[node], _taskCount - before), tasks);
                left.Add((node, RestOf(node, tasks, before)));
            }

            left.Sort((first, second) => first.Node.CompareTo(second.Node));
            return new Promise(start, ValueList.From(tasks), left);
        }

        private NodeRoom RestOf(int node, List<TaskPlacement> tasks, int from)
        {
            var rest = NodeRoom.Of(_left, node);
            for (var task = from; task < tasks.Count; task++) rest.Take(_fit.Need, tasks[task]);
            return rest;
        }

        private void Count(int node, long since)
        {
            _scratch.Load(_left, node);
            var slots = _scratch.TasksOf(_fit, _taskCount);
            if (slots == _slots[node]) return;

            _slotsInPart[_partOf[node]] += slots - _slots[node];
            _slots[node] = slots;
            _roomSince[node] = since;
        }
    }
}

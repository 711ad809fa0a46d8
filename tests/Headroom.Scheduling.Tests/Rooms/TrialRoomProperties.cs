using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Tests.Rooms;

public sealed class TrialRoomProperties
{
    private const long Never = long.MaxValue;

    private static readonly Gen<(int Kind, int First, int Second, int Third)[]> Steps =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99]).Array[1, 40];

    // Safety: the room of the fleet throws on any over-commitment, and the promises are added up at every step.
    [Fact]
    public void Places_are_found_where_there_are_any_and_promises_are_kept() =>
        Gen.Select(Worlds.State, Steps).Sample((state, steps) =>
        {
            var trial = new Trial(state);
            foreach (var step in steps)
            {
                trial.Do(step);
                trial.Plain.AssertPromisesAreKept();
            }
        }, iter: 2_000);

    [Fact]
    public void The_same_steps_find_the_same_places() => Gen.Select(Worlds.State, Steps).Sample((state, steps) =>
        Assert.Equal(PlacesOf(state, steps), PlacesOf(state, steps)));

    [Fact]
    public void What_is_taken_and_given_back_leaves_no_trace() =>
        Gen.Select(Worlds.State, Steps, Gen.Int[0, 99]).Sample((state, steps, shape) =>
        {
            var trial = new Trial(state);
            foreach (var step in steps) trial.Do(step);
            trial.GiveEverythingBack();

            Assert.Equal(
                PlacesOf(state, [(0, shape, 0, 0), (0, shape, 1, 0)]),
                trial.Places([(0, shape, 0, 0), (0, shape, 1, 0)]));
        });

    private static string PlacesOf(ClusterState state, (int, int, int, int)[] steps) => new Trial(state).Places(steps);

    /// <summary>The trial room and the plain one, side by side.</summary>
    private sealed class Trial(ClusterState state)
    {
        private readonly Topology _topology = new(state.Fleet);
        private readonly TrialRoom _room = new(state, new Topology(state.Fleet));
        private readonly List<string> _log = [];

        public PlainRoom Plain { get; } = new(state);

        public string Places((int Kind, int First, int Second, int Third)[] steps)
        {
            _log.Clear();
            foreach (var step in steps) Do(step);
            return string.Join('\n', _log);
        }

        public void Do((int Kind, int First, int Second, int Third) step)
        {
            var shape = step.First % state.Shapes.Count;
            switch (step.Kind)
            {
                case <= 5: Place(shape, step.Second, step.Third); break;
                case 6 or 7: GiveBack(step.First); break;
                case 8: Guard(shape, step.Second % state.Fleet.Nodes.Count, step.Third % 10); break;
                default: Unguard(step.Second); break;
            }
        }

        public void GiveEverythingBack()
        {
            while (Plain.Jobs.Count > 0) GiveBack(0);
            while (Plain.Promises.Count > 0) Unguard(0);
        }

        private void Place(int shape, int second, int third)
        {
            var resource = second % state.Resources.Count;
            Assert.Equal(NeedOf(shape, resource), _room.NeedOf(shape, resource));
            var tasks = state.Shapes[shape].TaskCount;
            var (_, parts) = _topology.PartsOf(TopologyLevel.Region);
            var request = new PlaceRequest(
                shape, resource, second % 3 == 0 ? 1 : tasks, tasks, third % 4 == 0 ? Never : third % 12,
                third % 5 == 0 ? third % parts : Topology.Anywhere);

            var placed = _room.Find(request, out var shortage);

            _log.Add(placed is null ? shortage.ToString() : placed.Tasks.ToString());
            if (_room.NeedOf(shape, resource) is not { } need)
            {
                Assert.Null(placed);
                return;
            }

            var expected = TasksIn(request, need, request.EndsAt);
            Assert.Equal(expected, placed?.Tasks.Count ?? 0);
            if (placed is null) AssertShortage(request, need, shortage);
            else Take(request, need, placed);
        }

        private void Take(in PlaceRequest request, TaskNeed need, Placed placed)
        {
            AssertTogether(request, need, placed.Tasks);
            _room.Take(need, placed.Tasks, request.EndsAt);
            Plain.Jobs.Add(new PlainRoom.Running(need, placed.Tasks, request.EndsAt));
        }

        // Most tasks in one part of the outermost level that will do; 0 when they are too few.
        private int TasksIn(PlaceRequest request, TaskNeed need, long endsAt)
        {
            var most = PartsFor(request, Outermost(request)).Max(nodes => TasksOn(request, need, endsAt, nodes));
            return most < request.TasksLeast ? 0 : (int)Math.Min(most, request.TasksMost);
        }

        private long TasksOn(PlaceRequest request, TaskNeed need, long endsAt, IEnumerable<int> nodes) =>
            nodes.Sum(node => (long)Math.Min(
                request.TasksMost, Plain.TasksOn(node, request.Shape, request.Resource, need, endsAt)));

        private TopologyLevel Outermost(in PlaceRequest request) =>
            request.TasksMost > 1 && state.Shapes[request.Shape].Topology is { IsRequired: true } wish
                ? (TopologyLevel)Math.Min((int)wish.Level, (int)TopologyLevel.Cluster)
                : TopologyLevel.Cluster;

        private List<List<int>> PartsFor(PlaceRequest request, TopologyLevel level)
        {
            var within = _topology.NodesOf(request.Part).ToArray();
            return [.. within.GroupBy(node => PlaceOf(node, level)).Select(part => part.ToList())];
        }

        private string PlaceOf(int node, TopologyLevel level) =>
            state.Fleet.Nodes[node].Place.Down(level) + (level == TopologyLevel.Node ? $"/{node}" : "");

        // One part of the innermost level that holds as many tasks, and the tightest of those parts.
        private void AssertTogether(PlaceRequest request, TaskNeed need, ValueList<TaskPlacement> tasks)
        {
            if (request.TasksMost == 1) return;

            var outermost = Outermost(request);
            var wish = state.Shapes[request.Shape].Topology;
            var level = wish is not null && wish.Level < outermost ? wish.Level : outermost;
            for (; ; level++)
            {
                var parts = PartsFor(request, level)
                    .Select(nodes => (Nodes: nodes, Tasks: TasksOn(request, need, request.EndsAt, nodes)))
                    .Where(part => part.Tasks >= tasks.Count)
                    .ToList();
                if (parts.Count == 0) continue;

                var chosen = parts.Where(part => tasks.All(task => part.Nodes.Contains(task.Node))).ToList();
                Assert.Equal(parts.Min(part => part.Tasks), Assert.Single(chosen).Tasks);
                AssertFewNodes(request, need, tasks, chosen[0].Nodes);
                return;
            }
        }

        private void AssertFewNodes(
            PlaceRequest request, TaskNeed need, ValueList<TaskPlacement> tasks, List<int> nodes)
        {
            var (left, fewest) = (tasks.Count, 0);
            foreach (var fit in nodes
                .Select(node => Plain.TasksOn(node, request.Shape, request.Resource, need, request.EndsAt))
                .OrderDescending())
            {
                if (left <= 0) break;
                (left, fewest) = (left - fit, fewest + 1);
            }

            Assert.Equal(fewest, tasks.Select(task => task.Node).Distinct().Count());
        }

        private void AssertShortage(in PlaceRequest request, TaskNeed need, Shortage shortage)
        {
            if (TasksIn(request, need, long.MinValue) > 0)
            {
                Assert.Equal(new Shortage(Blocker.Reserved), shortage);
                return;
            }

            var (wanted, resource, tasks) =
                (state.Shapes[request.Shape], request.Resource, (long)request.TasksLeast);
            var nodes = _topology.NodesOf(request.Part).ToArray()
                .Where(node => _room.IsOpen(node))
                .Where(node => resource == state.Resources.Cpu || state.ResourceOf(node) == resource)
                .Where(node => wanted.Admits(state.Fleet.Nodes[node].Place))
                .Select(node => Plain.At(node, long.MinValue, null))
                .ToList();
            var (cores, memory) = (nodes.Sum(node => node.Cpu), nodes.Sum(node => node.Memory));
            var (coresAsked, memoryAsked) = (tasks * need.CpuMillicores, tasks * need.MemoryMiB);
            var expected = nodes.Sum(node => node.Milli.Sum()) < tasks * need.GpuMilliTotal
                ? new Shortage(Blocker.NoRoom)
                : cores < coresAsked
                    ? new Shortage(Blocker.FewCores, coresAsked, cores)
                    : memory < memoryAsked
                        ? new Shortage(Blocker.LittleMemory, memoryAsked, memory)
                        : new Shortage(Blocker.NotTogether);
            Assert.Equal(expected, shortage);
        }

        private TaskNeed? NeedOf(int shape, int resource)
        {
            var asked = state.Shapes[shape];
            if (resource == state.Resources.Cpu)
                return asked.GpuCount == 0 ? TaskNeed.Of(asked, state.ModelOf(0)) : null;

            var node = Enumerable.Range(0, state.Fleet.Nodes.Count).First(at => state.ResourceOf(at) == resource);
            var admits = asked.Chips.Count == 0 || asked.Chips.Any(chip => chip.Model == state.Resources[resource]);
            return asked.GpuCount > 0 && admits ? TaskNeed.Of(asked, state.ModelOf(node)) : null;
        }

        private void GiveBack(int which)
        {
            if (Plain.Jobs.Count == 0) return;

            var job = Plain.Jobs[which % Plain.Jobs.Count];
            _room.Give(job.Need, job.Tasks, job.EndsAt);
            Plain.Jobs.Remove(job);
        }

        // Promises one task of a shape whatever is left on the node at the start; nothing when it does not fit then.
        private void Guard(int shape, int node, long start)
        {
            if (_room.IsGuarded(node) || _room.NeedOf(shape, state.ResourceOf(node)) is not { } need) return;

            var atStart = NodeRoom.Of(state.Room, node);
            foreach (var job in Plain.Jobs.Where(job => job.EndsAt > start))
            {
                foreach (var task in job.Tasks.Where(task => task.Node == node)) atStart.Take(job.Need, task);
            }

            var fit = new Fit(need, (ushort)(need.SliceSlots > 0 ? 1 : 0));
            if (atStart.TasksOf(fit, 1) == 0) return;

            var tasks = new List<TaskPlacement>();
            var reserved = NodeRoom.Of(state.Room, node);
            reserved.LimitTo(atStart);
            reserved.Fill(fit, node, 1, tasks);
            atStart.Take(need, tasks[0]);
            _room.Guard(node, start, atStart);
            Plain.Promises.Add(new PlainRoom.Promise(node, start, need, ValueList.From(tasks)));
        }

        private void Unguard(int which)
        {
            if (Plain.Promises.Count == 0) return;

            var promise = Plain.Promises[which % Plain.Promises.Count];
            _room.Unguard(promise.Node);
            Plain.Promises.Remove(promise);
            Assert.False(_room.IsGuarded(promise.Node));
        }
    }
}

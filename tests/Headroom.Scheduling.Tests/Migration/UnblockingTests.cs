using Headroom.Cluster;
using Headroom.Scheduling.Migration;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Placement;
using Headroom.Scheduling.Placement.Scores;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Migration;

public sealed class UnblockingTests
{
    [Fact]
    public void One_share_moves_away_to_make_room_for_a_whole_accelerator()
    {
        var fleet = new Fleet(Some.Nodes(2, gpus: 1));
        fleet.Run(Some.Share(300), node: 0);
        fleet.Run(Some.Share(500), node: 1);

        Assert.Equal(1, fleet.Unblock(Some.Request(), movesAllowed: 1));
        Assert.Equal(["node-0000 1000", "node-0001 300 500"], fleet.Running());
    }

    [Fact]
    public void Nobody_moves_without_a_place_to_go()
    {
        var fleet = new Fleet(Some.Nodes(2, gpus: 1));
        fleet.Run(Some.Share(600), node: 0);
        fleet.Run(Some.Share(600), node: 1);

        Assert.Equal(0, fleet.Unblock(Some.Request(), movesAllowed: 8));
        Assert.Equal(["node-0000 600", "node-0001 600"], fleet.Running());
    }

    [Fact]
    public void Nobody_moves_for_a_task_that_is_not_larger()
    {
        var fleet = new Fleet([Some.Node("node-0", gpus: 1, model: "A"), Some.Node("node-1", gpus: 1, model: "B")]);
        fleet.Run(Some.Share(600), node: 0);

        Assert.Equal(0, fleet.Unblock(Some.Share(600, models: "A"), movesAllowed: 8));
        Assert.Equal(1, fleet.Unblock(Some.Share(601, models: "A"), movesAllowed: 8));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    public void No_more_is_moved_than_allowed(int movesAllowed, int moves)
    {
        var fleet = new Fleet(Some.Nodes(2, gpus: 2));
        fleet.Run(Some.Share(300), node: 0, gpu: 0);
        fleet.Run(Some.Share(300), node: 0, gpu: 1);
        fleet.Run(Some.Share(400), node: 1, gpu: 0);
        fleet.Run(Some.Share(400), node: 1, gpu: 1);

        Assert.Equal(moves, fleet.Unblock(Some.Request(gpus: 2), movesAllowed));
    }

    [Fact]
    public void A_task_without_accelerators_moves_nobody()
    {
        var fleet = new Fleet(Some.Nodes(2, cpu: 2_000));
        fleet.Run(Some.Request(gpus: 0), node: 0);
        fleet.Run(Some.Request(gpus: 0), node: 1);

        Assert.Equal(0, fleet.Unblock(Some.Request(gpus: 0, cpu: 2_000), movesAllowed: 8));
    }

    [Fact]
    public void Twins_on_one_accelerator_are_two_tasks_to_move()
    {
        var fleet = new Fleet([Some.Node("node-0", gpus: 1, model: "A"), Some.Node("node-1", gpus: 1, model: "B")]);
        fleet.Run(Some.Share(250), node: 0);
        fleet.Run(Some.Share(250), node: 0);

        Assert.Equal(2, fleet.Unblock(Some.Request(models: "A"), movesAllowed: 2));
        Assert.Equal(["node-0 1000", "node-1 250 250"], fleet.Running());
    }

    [Fact]
    public void Twins_without_accelerators_are_two_tasks_to_move()
    {
        var fleet = new Fleet([Some.Node("node-0", cpu: 4_000, gpus: 1), Some.Node("node-1", cpu: 4_000, gpus: 0)]);
        fleet.Run(Some.Request(gpus: 0, cpu: 2_000), node: 0);
        fleet.Run(Some.Request(gpus: 0, cpu: 2_000), node: 0);

        Assert.Equal(2, fleet.Unblock(Some.Request(cpu: 4_000), movesAllowed: 2));
    }

    [Fact]
    public void A_task_that_does_not_run_on_a_node_cannot_leave_it()
    {
        var pool = new NodePool(Some.Nodes(2));
        var task = new TaskClasses(pool.ChipModels).Of(Some.Request());

        Assert.Throws<InvalidOperationException>(
            () => new Residents(pool).Remove(new Resident(task, new TaskPlacement(1, GpuSet.Of(0)))));
    }

    private sealed class Fleet
    {
        private readonly NodePool _pool;
        private readonly TaskClasses _classes;
        private readonly Residents _residents;

        public Fleet(IReadOnlyList<Node> nodes)
        {
            _pool = new NodePool(nodes);
            _classes = new TaskClasses(_pool.ChipModels);
            _residents = new Residents(_pool);
        }

        public void Run(TaskRequest request, int node, int gpu = 0) =>
            _residents.Add(
                _classes.Of(request), new TaskPlacement(node, request.GpuCount == 0 ? GpuSet.None : GpuSet.Of(gpu)));

        public int Unblock(TaskRequest request, int movesAllowed) =>
            new Unblocking(_residents, new ScoredPlacement(_pool, new BestFitScore(_pool)))
                .Start(_classes.Of(request), movesAllowed);

        public IEnumerable<string> Running() => _pool.Nodes.Select((node, index) =>
            $"{node.Name} {string.Join(' ', _residents.On(index).Select(resident => resident.Task.GpuMilli).Order())}");
    }
}

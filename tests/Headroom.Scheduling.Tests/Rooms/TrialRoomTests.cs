using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Tests.Rooms;

public sealed class TrialRoomTests
{
    private const long Never = long.MaxValue;

    [Fact]
    public void A_task_goes_to_the_node_with_the_fewest_accelerators_that_are_enough()
    {
        var room = RoomOf([Gpus(4), Gpus(2), Gpus(1)], Shape(2));

        Assert.Equal([new TaskPlacement(1, new GpuSet(0b11))], Find(room, tasks: 1)!.Tasks);
    }

    [Fact]
    public void A_task_without_accelerators_goes_to_a_node_that_has_none()
    {
        var room = RoomOf([Gpus(1), Gpus(0)], Shape(0));

        Assert.Equal([new TaskPlacement(1, GpuSet.None)], Find(room, tasks: 1, resource: 1)!.Tasks);
    }

    [Fact]
    public void A_task_without_accelerators_goes_where_none_is_free_before_it_blocks_one()
    {
        var room = RoomOf([Gpus(2), Gpus(1)], Shape(0, cpu: 2_000), Shape(1));
        room.Take(room.NeedOf(1, 0)!.Value, [new TaskPlacement(1, new GpuSet(1))]);

        Assert.Equal(1, Find(room, tasks: 1, resource: 1)!.Tasks[0].Node);
    }

    [Fact]
    public void A_gang_prefers_nodes_that_it_fills()
    {
        var room = RoomOf([Gpus(7), Gpus(4), Gpus(4)], Shape(4, tasks: 2));

        Assert.Equal([1, 2], Find(room, tasks: 2)!.Tasks.Select(task => task.Node));
    }

    [Fact]
    public void The_rest_of_a_gang_goes_to_the_smallest_node_that_holds_it()
    {
        var room = RoomOf([Gpus(3), Gpus(4), Gpus(1), Gpus(2)], Shape(1, tasks: 5));

        Assert.Equal([1, 1, 1, 1, 2], Find(room, tasks: 5)!.Tasks.Select(task => task.Node));
    }

    [Fact]
    public void Of_nodes_that_hold_the_rest_the_one_with_the_least_left_over_is_taken()
    {
        var room = RoomOf([Gpus(4), Gpus(5), Gpus(4)], Shape(2, tasks: 3));

        Assert.Equal([0, 0, 2], Find(room, tasks: 3)!.Tasks.Select(task => task.Node));
    }

    [Fact]
    public void A_gang_that_fits_only_across_clusters_is_not_placed()
    {
        var room = RoomOf([In("c0", Gpus(2)), In("c1", Gpus(2))], Shape(1, tasks: 3));

        Assert.Null(Find(room, tasks: 3, out var shortage));
        Assert.Equal(Blocker.NotTogether, shortage.Blocker);
        Assert.Equal(2, room.MostTasks(0, 0));
    }

    [Fact]
    public void An_elastic_gang_gets_as_many_tasks_as_fit()
    {
        var room = RoomOf([In("c0", Gpus(2)), In("c1", Gpus(3))], Shape(1, tasks: 5));

        var placed = room.Find(new PlaceRequest(0, 0, 2, 5, Never), out _);

        Assert.Equal([1, 1, 1], placed!.Tasks.Select(task => task.Node));
    }

    [Fact]
    public void Of_parts_that_hold_equally_many_tasks_the_closest_is_taken()
    {
        var wish = new TopologyWish(TopologyLevel.Rack, IsRequired: false);
        var room = RoomOf(
            [In("c0", At("r0", Gpus(1))), In("c0", At("r1", Gpus(1))), In("c1", Gpus(2))],
            Shape(1, tasks: 5) with { Topology = wish });

        Assert.Equal([2, 2], room.Find(new PlaceRequest(0, 0, 1, 5, Never), out _)!.Tasks.Select(task => task.Node));
    }

    [Fact]
    public void A_preferred_level_falls_outward_and_a_required_one_does_not()
    {
        Node[] nodes = [At("r0", Gpus(2)), At("r1", Gpus(2)), At("r1", Gpus(1))];
        var preferred = Shape(1, tasks: 4) with { Topology = new TopologyWish(TopologyLevel.Rack, IsRequired: false) };
        var required = Shape(1, tasks: 4) with { Topology = new TopologyWish(TopologyLevel.Rack, IsRequired: true) };
        var room = RoomOf(nodes, preferred, required);

        Assert.Equal([0, 0, 1, 1], Find(room, tasks: 4)!.Tasks.Select(task => task.Node).Order());
        Assert.Null(room.Find(new PlaceRequest(1, 0, 4, 4, Never), out var shortage));
        Assert.Equal(Blocker.NotTogether, shortage.Blocker);
        Assert.Equal((4, 3), (room.MostTasks(0, 0), room.MostTasks(1, 0)));
    }

    [Fact]
    public void A_fraction_goes_where_the_waiting_jobs_lose_least()
    {
        // On the fuller accelerator 200 thousandths would be left, which no waiting job can use; 500 can be used.
        var room = RoomOf([Gpus(1), Gpus(1)], Share(300), Share(500));
        var half = room.NeedOf(1, 0)!.Value;
        room.Take(half, [new TaskPlacement(0, new GpuSet(1))]);
        room.Take(half with { GpuMilli = 200 }, [new TaskPlacement(1, new GpuSet(1))]);

        Assert.Equal(1, Find(room, tasks: 1)!.Tasks[0].Node);
    }

    [Fact]
    public void A_shared_accelerator_is_found_again_when_its_node_has_processors_again()
    {
        var room = RoomOf([Gpus(1)], Share(300) with { CpuMillicores = 1_000 }, Shape(0, cpu: 9_000));
        var (share, processors) = (room.NeedOf(0, 0)!.Value, room.NeedOf(1, 1)!.Value);
        room.Take(share, [new TaskPlacement(0, new GpuSet(1))]);
        room.Take(processors, [new TaskPlacement(0, GpuSet.None)]);
        Assert.Null(Find(room, tasks: 1));

        room.Give(processors, [new TaskPlacement(0, GpuSet.None)]);

        Assert.NotNull(Find(room, tasks: 1));
    }

    [Fact]
    public void Of_equal_losses_the_fullest_accelerator_is_taken()
    {
        var room = RoomOf([Gpus(2)], Share(100));
        room.Take(room.NeedOf(0, 0)!.Value, [new TaskPlacement(0, new GpuSet(0b10))]);

        Assert.Equal(new GpuSet(0b10), Find(room, tasks: 1)!.Tasks[0].Gpus);
    }

    [Fact]
    public void A_short_task_fills_the_time_before_a_reserved_job_and_leaves_free_nodes_to_long_ones()
    {
        var room = RoomOf([Gpus(1), Gpus(1)], Shape(1));
        var atStart = NodeRoom.Of(room.Left, 1);
        atStart.Take(room.NeedOf(0, 0)!.Value, new TaskPlacement(1, new GpuSet(1)));
        room.Guard(1, 100, atStart);

        Assert.Equal(1, room.Find(new PlaceRequest(0, 0, 1, 1, 100), out _)!.Tasks[0].Node);
        Assert.Equal(0, room.Find(new PlaceRequest(0, 0, 1, 1, 101), out _)!.Tasks[0].Node);
    }

    [Fact]
    public void What_would_fit_but_for_a_reserved_job_says_so()
    {
        var room = RoomOf([Gpus(1)], Shape(1));
        var atStart = NodeRoom.Of(room.Left, 0);
        atStart.Take(room.NeedOf(0, 0)!.Value, new TaskPlacement(0, new GpuSet(1)));
        room.Guard(0, 100, atStart);

        Assert.Null(Find(room, tasks: 1, out var shortage));
        Assert.Equal(Blocker.Reserved, shortage.Blocker);

        room.Unguard(0);
        Assert.NotNull(Find(room, tasks: 1));
    }

    [Fact]
    public void Taking_what_is_guarded_throws()
    {
        var room = RoomOf([Gpus(1)], Shape(1));
        var need = room.NeedOf(0, 0)!.Value;
        var atStart = NodeRoom.Of(room.Left, 0);
        atStart.Take(need, new TaskPlacement(0, new GpuSet(1)));
        room.Guard(0, 100, atStart);

        Assert.Throws<InvalidOperationException>(() => room.Take(need, [new TaskPlacement(0, new GpuSet(1))]));
        Assert.Throws<InvalidOperationException>(() => room.Guard(0, 200, atStart));
    }

    [Fact]
    public void The_tasks_of_an_empty_fleet_are_counted_though_it_is_full()
    {
        var room = RoomOf([Gpus(3), Gpus(2)], Shape(2, tasks: 9), Shape(4, tasks: 1));
        var two = new GpuSet(0b11);
        room.Take(room.NeedOf(0, 0)!.Value, [new TaskPlacement(0, two), new TaskPlacement(1, two)]);

        Assert.Equal(2, room.MostTasks(0, 0));
        Assert.Equal(0, room.MostTasks(1, 0));
        Assert.Equal(1, room.MostTasks(0, 0, room.Topology.PartOf(TopologyLevel.Node, 1)));
    }

    private static Placed? Find(TrialRoom room, int tasks, int resource = 0) =>
        room.Find(new PlaceRequest(0, resource, tasks, tasks, Never), out _);

    private static Placed? Find(TrialRoom room, int tasks, out Shortage shortage) =>
        room.Find(new PlaceRequest(0, 0, tasks, tasks, Never), out shortage);

    private static JobShape Shape(int gpus, int tasks = 1, long cpu = 100) =>
        new() { GpuCount = gpus, TaskCount = tasks, CpuMillicores = cpu };

    private static JobShape Share(int milli) => new() { GpuCount = 1, GpuMilli = milli };

    private static Node Gpus(int count) => new("", 10_000, 10_000, count, count > 0 ? "A" : "");

    private static Node In(string cluster, Node node) => node with { Place = node.Place with { Cluster = cluster } };

    private static Node At(string rack, Node node) => node with { Place = new NodePlace("", "", "", rack) };

    private static TrialRoom RoomOf(Node[] nodes, params JobShape[] shapes)
    {
        var state = new ClusterState(new Fleet
        {
            Nodes = [.. nodes.Select((node, index) => node with { Name = $"node-{index}" })],
        });
        for (var job = 0; job < shapes.Length; job++)
        {
            Worlds.Apply(state, new JobSubmitted(0, new Job
            {
                Id = new JobId(job),
                Shape = shapes[job],
                Queue = "q",
                SubmittedMilliseconds = 0,
            }));
        }

        return new TrialRoom(state, new Topology(state.Fleet));
    }
}

using Headroom.Cluster;
using Headroom.Scheduling.Nodes;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Placement;

public sealed class NodePoolTests
{
    [Fact]
    public void A_node_of_sixteen_accelerators_has_a_slot_for_each()
    {
        var pool = new NodePool([Some.Node("large", gpus: Node.GpuCountMax), Some.Node("small", gpus: 1)]);

        Assert.Equal(16, pool.GpuSlots);
        Assert.Equal(16_000, pool.GpuIdle(0));
        Assert.Equal(1_000, pool.GpuLeft(1).ToArray().Sum());
        Assert.True(pool.Fits(Class(pool, Some.Request(gpus: 16)), 0));
    }

    [Theory]
    [InlineData(1_001, 0)]
    [InlineData(0, 1_001)]
    public void More_CPU_or_memory_than_is_left_cannot_be_taken(long cpu, long memory)
    {
        var pool = new NodePool([Some.Node(cpu: 1_000, memory: 1_000)]);
        var task = Class(pool, Some.Request(gpus: 0, cpu, memory));

        Assert.False(pool.Fits(task, 0));
        Assert.Throws<InvalidOperationException>(() => pool.Allocate(task, new TaskPlacement(0, GpuSet.None)));
    }

    [Fact]
    public void An_accelerator_cannot_be_given_twice()
    {
        var pool = new NodePool([Some.Node()]);
        pool.Allocate(Class(pool, Some.Share(530)), new TaskPlacement(0, GpuSet.Of(1)));

        Assert.Throws<InvalidOperationException>(
            () => pool.Allocate(Class(pool, Some.Share(471)), new TaskPlacement(0, GpuSet.Of(1))));
    }

    [Fact]
    public void An_accelerator_that_nobody_uses_cannot_be_given_back()
    {
        var pool = new NodePool([Some.Node()]);

        Assert.Throws<InvalidOperationException>(
            () => pool.Release(Class(pool, Some.Request()), new TaskPlacement(0, GpuSet.Of(0))));
    }

    [Fact]
    public void Two_halves_on_two_accelerators_leave_no_room_for_a_whole_one()
    {
        var pool = new NodePool([Some.Node(gpus: 2)]);
        for (var gpu = 0; gpu < 2; gpu++)
            pool.Allocate(Class(pool, Some.Share(500)), new TaskPlacement(0, GpuSet.Of(gpu)));

        Assert.Equal(1_000, pool.GpuIdle(0));
        Assert.False(pool.Fits(Class(pool, Some.Request()), 0));
        Assert.True(pool.Fits(Class(pool, Some.Share(500)), 0));
    }

    [Fact]
    public void A_node_takes_a_thousand_and_one_tasks_and_no_more()
    {
        var pool = new NodePool([Some.Node(gpus: 0)]);
        var task = Class(pool, Some.Request(gpus: 0, cpu: 0, memory: 0));
        for (var count = 0; count < 1_001; count++)
        {
            Assert.True(pool.Fits(task, 0));
            pool.Allocate(task, new TaskPlacement(0, GpuSet.None));
        }

        Assert.False(pool.Fits(task, 0));
    }

    [Fact]
    public void A_task_without_accelerators_may_run_on_any_model()
    {
        var pool = new NodePool([Some.Node(model: "T4")]);

        Assert.True(pool.Fits(Class(pool, Some.Request(gpus: 0)), 0));
        Assert.False(pool.Fits(Class(pool, Some.Request(models: "A10|P100")), 0));
    }

    private static TaskClass Class(NodePool pool, TaskRequest request) => new TaskClasses(pool.ChipModels).Of(request);
}

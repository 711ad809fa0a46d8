using Headroom.Cluster;
using Headroom.Scheduling.Nodes;
using Headroom.Scheduling.Placement.Stranding;
using Headroom.Scheduling.Workloads;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Placement;

public sealed class StrandingTests
{
    [Fact]
    public void A_share_completes_a_part_that_it_fills_before_it_leaves_one_that_nothing_fills()
    {
        var pool = new NodePool(Some.Nodes(3, gpus: 1));
        var classes = new TaskClasses(pool.ChipModels);
        TaskRequest[] workload = [Some.Share(470), Some.Share(530), Some.Share(600)];
        var policy = Policies.Create("headroom", pool, workload);
        pool.Allocate(classes.Of(Some.Share(400)), new TaskPlacement(0, GpuSet.Of(0)));
        pool.Allocate(classes.Of(Some.Share(530)), new TaskPlacement(1, GpuSet.Of(0)));

        Assert.Equal(1, policy.Choose(classes.Of(Some.Share(470)))?.Node);
    }

    [Fact]
    public void A_task_that_runs_anywhere_spares_the_model_that_others_ask_for_by_name()
    {
        var pool = new NodePool(
        [
            Some.Node("node-0", model: "rare"),
            Some.Node("node-1", model: "common"),
            Some.Node("node-2", model: "common"),
        ]);
        TaskRequest[] workload =
            [Some.Request(), Some.Request(), Some.Request(models: "rare"), Some.Request(models: "rare")];
        var policy = Policies.Create("headroom", pool, workload);

        Assert.Equal(1, policy.Choose(new TaskClasses(pool.ChipModels).Of(Some.Request()))?.Node);
    }

    [Fact]
    public void Idle_accelerators_keep_the_CPU_that_feeds_them()
    {
        var pool = new NodePool([Some.Node("node-0", cpu: 8_000, gpus: 4), Some.Node("node-1", cpu: 32_000, gpus: 4)]);
        var policy = Policies.Create("headroom", pool, [Some.Request(cpu: 4_000)]);

        Assert.Equal(1, policy.Choose(new TaskClasses(pool.ChipModels).Of(Some.Request(gpus: 0, cpu: 6_000)))?.Node);
    }

    [Fact]
    public void Equally_good_nodes_are_taken_in_the_order_of_the_fleet()
    {
        var pool = new NodePool(Some.Nodes(5));

        var policy = Policies.Create("headroom", pool, [Some.Request()]);

        Assert.Equal(0, policy.Choose(new TaskClasses(pool.ChipModels).Of(Some.Request()))?.Node);
    }

    [Theory]
    [InlineData(1, 2, Fixed.One / 2)]
    [InlineData(3, 1, Fixed.One * 3)]
    [InlineData(0, 5, 0)]
    [InlineData(1, 0, Fixed.Abundant)]
    [InlineData(long.MaxValue, 1, Fixed.Abundant)]
    public void A_ratio_is_bounded(long numerator, long denominator, long ratio) =>
        Assert.Equal(ratio, Fixed.Ratio(numerator, denominator));

    [Fact]
    public void A_workload_without_accelerators_says_nothing()
    {
        var profile = new WorkloadProfile(RequestCount.Of([Some.Request(gpus: 0)]));

        Assert.Equal(0, profile.GpuMilli);
        Assert.Empty(profile.Pinned);
        Assert.Equal(190, profile.Parts.Worth(190));
    }
}

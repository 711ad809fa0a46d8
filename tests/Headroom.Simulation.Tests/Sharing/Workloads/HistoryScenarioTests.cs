using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Simulation.Tests.Sharing.Workloads;

public sealed class HistoryScenarioTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public void The_fleet_is_as_large_as_what_would_have_been_busy_if_nobody_had_waited()
    {
        // In the 10 hours between the submissions, 16 GPUs are busy for 10 hours and 8 more for 5: 20 on average.
        var pool = HistoryScenario.Of(new([Recorded(16, 0, 100), Recorded(8, 0, 5), Recorded(1, 10, 3)]));

        Assert.Equal(3, pool.Fleet.Nodes.Count);
        Assert.All(pool.Fleet.Nodes, node => Assert.Equal(8, node.GpuCount));
    }

    [Fact]
    public void The_largest_gang_always_fits()
    {
        var atOnce = new HistorySetup([Recorded(4, 0, 1), Recorded(20, 0, 1)]);

        Assert.Equal(3, HistoryScenario.Of(atOnce).Fleet.Nodes.Count);
        Assert.Equal(
            4, HistoryScenario.Of(atOnce with { SizedBy = [Recorded(32, 0, 9), Recorded(1, 8, 1)] }).Fleet.Nodes.Count);
    }

    [Fact]
    public void All_of_the_fleet_is_owed_in_proportion_to_the_work_of_the_tenants()
    {
        var pool = HistoryScenario.Of(new(
        [
            Recorded(8, 0, 3) with { Tenant = "large" }, Recorded(8, 0, 1) with { Tenant = "small" },
            Recorded(0, 1, 1) with { Tenant = "idle" }, Recorded(8, 2, 2) with { Tenant = "large" },
        ]));
        var tree = new QueueTree(pool.Policy, new ClusterState(pool.Fleet).Resources);

        Assert.Equal(["large", "small", "idle"], pool.Policy.Queues.Select(queue => queue.Name));
        // 40 and 8 of 48 GPU-hours of two nodes: 13.3 and 2.7 GPUs.
        Assert.Equal(
            [13_000, 3_000, 0],
            pool.Policy.Queues.Select(queue => tree.Nominal(tree.IndexOf(queue.Name), 0)));
    }

    [Theory]
    [InlineData(10, new[] { 1, 1, 1 }, new[] { 4L, 3, 3 })]
    [InlineData(7, new[] { 5, 3, 2 }, new[] { 4L, 2, 1 })]
    [InlineData(3, new[] { 0, 0 }, new[] { 0L, 0 })]
    public void Seats_go_by_the_largest_remainders(int seats, int[] parts, long[] given) =>
        Assert.Equal(given, HistoryScenario.Apportion([.. parts.Select(part => (Int128)part)], seats));

    [Theory]
    [InlineData(0, null, 1)]
    [InlineData(30, null, 1)]
    [InlineData(31, null, 2)]
    [InlineData(180, null, 8)]
    [InlineData(180, 3, 3)]
    public void A_limit_is_the_least_power_of_two_hours_that_is_twice_the_runtime(int minutes, int? recorded, int hours)
    {
        var job = Recorded(1, 0, 0) with
        {
            RuntimeMilliseconds = minutes * 60_000L,
            TimeLimitMilliseconds = recorded * Hour,
        };

        Assert.Equal(hours * Hour, HistoryScenario.WithLimit(job).TimeLimitMilliseconds);
    }

    [Fact]
    public void Limits_and_saves_can_be_left_out()
    {
        var setup = new HistorySetup([Recorded(1, 0, 1), Recorded(1, 1, 1)]);
        var with = HistoryScenario.Of(setup).Jobs[0].Job;
        var without = HistoryScenario.Of(setup with { StatesLimits = false, SavesWork = false }).Jobs[0].Job;

        Assert.Equal((2 * Hour, Hour / 2), (with.TimeLimitMilliseconds, with.CheckpointMilliseconds));
        Assert.Equal((null, 0L), (without.TimeLimitMilliseconds, without.CheckpointMilliseconds));
        Assert.Throws<ArgumentException>(() => HistoryScenario.Of(new([Recorded(0, 0, 1)])));
    }

    private static RecordedJob Recorded(int gpus, long atHours, long runsHours) => new()
    {
        Id = "job",
        GpuCount = gpus,
        SubmittedMilliseconds = atHours * Hour,
        RuntimeMilliseconds = runsHours * Hour,
    };
}

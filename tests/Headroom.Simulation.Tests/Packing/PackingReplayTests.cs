using Headroom.Cluster;
using Headroom.Simulation.Packing;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Packing;

public sealed class PackingReplayTests
{
    public static TheoryData<string> Policies() => [.. PackingReplay.PolicyNames];

    [Fact]
    public void A_replay_without_tasks_is_refused() =>
        Assert.Throws<ArgumentException>(() => PackingReplay.Run(Some.Nodes(1), [], Options("fgd")));

    [Fact]
    public void A_replay_on_nodes_without_accelerators_is_refused() =>
        Assert.Throws<ArgumentException>(
            () => PackingReplay.Run(Some.Nodes(2, gpus: 0), Some.Tasks(Some.Request()), Options("fgd")));

    [Fact]
    public void A_workload_that_asks_for_no_accelerator_is_refused() =>
        Assert.Throws<ArgumentException>(
            () => PackingReplay.Run(Some.Nodes(1), Some.Tasks(Some.Request(gpus: 0)), Options("fgd")));

    [Theory]
    [InlineData(double.NaN, 0, "inflation")]
    [InlineData(0, 0, "inflation")]
    [InlineData(double.PositiveInfinity, 0, "inflation")]
    [InlineData(1, -1, "moves")]
    [InlineData(1, 1001, "moves")]
    public void An_option_out_of_range_is_named(double inflation, int moves, string named)
    {
        var options = Options("fgd") with { Inflation = inflation, MovesPerThousandArrivals = moves };

        var refusal = Assert.Throws<ArgumentException>(
            () => PackingReplay.Run(Some.Nodes(1), Some.Tasks(Some.Request()), options));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(
            () => PackingBound.Allocated(Some.Nodes(1), Some.Tasks(Some.Request()), options, 100));
    }

    [Fact]
    public void A_policy_that_does_not_exist_is_refused_with_those_that_do()
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(
            () => PackingReplay.Run(Some.Nodes(1), Some.Tasks(Some.Request()), Options("best")));

        Assert.Contains(
            "random, dotprod, clustering, packing, bestfit, fgd, headroom", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Policies))]
    public void One_task_on_one_node(string policy)
    {
        var run = PackingReplay.Run(Some.Nodes(1, gpus: 1), Some.Tasks(Some.Request()), Options(policy));

        Assert.Equal((1, 0), (run.Arrivals, run.Failed));
        Assert.Equal(100, run.Curve[100].Allocated);
        Assert.Equal(0, run.Curve[100].Fragmentation);
        Assert.Null(run.AllocatedPercent);
    }

    [Theory, MemberData(nameof(Policies))]
    public void Tasks_that_no_node_can_take_all_fail(string policy)
    {
        var run = PackingReplay.Run(Some.Nodes(3, gpus: 1), Some.Tasks(Some.Request(models: "H100")), Options(policy));

        Assert.Equal(run.Arrivals, run.Failed);
        Assert.Equal(0, run.Curve[100].Allocated);
    }

    [Theory, MemberData(nameof(Policies))]
    public void A_demand_above_the_target_is_cut_down_to_it(string policy)
    {
        var run = PackingReplay.Run(
            Some.Nodes(2, gpus: 4),
            Some.Tasks(Enumerable.Repeat(Some.Request(), 100)),
            Options(policy) with { Inflation = 0.5 });

        Assert.Equal((4, 0), (run.Arrivals, run.Failed));
        Assert.Equal(50, run.AllocatedPercent);
        Assert.Equal(51, run.Curve.Count);
    }

    [Theory, MemberData(nameof(Policies))]
    public void Nodes_of_sixteen_accelerators_are_filled(string policy)
    {
        var run = PackingReplay.Run(
            Some.Nodes(2, gpus: Node.GpuCountMax), Some.Tasks(Some.Request(), Some.Share(500)), Options(policy));

        Assert.InRange(run.Curve.Max(point => point.Allocated ?? 0), 98, 100);
    }

    [Fact]
    public void Moves_are_earned_arrival_by_arrival()
    {
        var tasks = Some.Tasks(Some.Share(300), Some.Share(600), Some.Request());
        var earned = 0;
        for (var seed = 0; seed < 30; seed++)
        {
            var options = Options("random") with { Seed = seed, MovesPerThousandArrivals = 100 };
            var sparing = PackingReplay.Run(Some.Nodes(8, gpus: 1), tasks, options);
            var generous = PackingReplay.Run(
                Some.Nodes(8, gpus: 1), tasks, options with { MovesPerThousandArrivals = 1_000 });

            Assert.InRange(sparing.Moves, 0, sparing.Arrivals / 10);
            Assert.InRange(generous.Moves, 0, generous.Arrivals);
            earned += generous.Moves;
        }

        Assert.InRange(earned, 1, int.MaxValue);
    }

    [Fact]
    public void What_moves_gained_is_told_by_a_run_without_them()
    {
        var options = Options("bestfit") with { MovesPerThousandArrivals = 1_000, Inflation = 1 };
        var tasks = Some.Tasks(Some.Share(250), Some.Share(500), Some.Request());

        var run = PackingReplay.Run(Some.Nodes(10, gpus: 1), tasks, options);

        var still = PackingReplay.Run(Some.Nodes(10, gpus: 1), tasks, options with { MovesPerThousandArrivals = 0 });
        Assert.Equal(still.AllocatedPercent, run.AllocatedPercentWithoutMoves);
    }

    private static PackingOptions Options(string policy) => new() { Policy = policy, Seed = 42 };
}

using CsCheck;
using Headroom.Cluster;
using Headroom.Simulation.Packing;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Packing;

public sealed class PackingBoundTests
{
    private static readonly PackingOptions Options = new() { Policy = "fgd", Seed = 42, Inflation = 1 };

    // Three accelerators at most, so that all placements of all choices of tasks can be tried.
    private static readonly Gen<IReadOnlyList<Node>> TinyFleet =
        Gen.Select(Gen.Int[1, 2], Gen.Int[0, 1], Gen.Long[1, 6], Gen.OneOf("A", "B"))
            .Select((first, second, cores, model) => (IReadOnlyList<Node>)
            [
                Some.Node("node-0", cores * 1_000, gpus: first, model: "A"),
                Some.Node("node-1", 3_000, gpus: second, model: model),
            ]);

    private static readonly Gen<IReadOnlyList<RecordedTask>> TinyWorkload =
        Gen.Select(Gen.OneOf(400, 470, 530, 810, 1_000, 2_000), Gen.Long[0, 3], Gen.OneOf("", "", "B"))
            .Select((milli, cores, models) =>
                new TaskRequest(cores * 1_000, 1_024, Math.Max(1, milli / 1_000), Math.Min(milli, 1_000), models))
            .Array[2, 5]
            .Select(requests => Some.Tasks(requests));

    [Fact]
    public void No_placement_of_any_choice_of_tasks_exceeds_it() =>
        Gen.Select(TinyFleet, TinyWorkload).Sample(
            (nodes, tasks) =>
            {
                var capacity = nodes.Sum(node => node.GpuMilli);
                var demand = 0;
                var arrived = new Arrivals(nodes, tasks, Options).Tasks
                    .TakeWhile(request => (demand += request.GpuMilliTotal) <= capacity)
                    .ToList();

                var bound = PackingBound.Allocated(nodes, tasks, Options, arrivedPercent: 100);

                Assert.InRange(
                    bound, 100.0 * new ExhaustivePacking(nodes, arrived).Most() / capacity - 1e-6, 100 + 1e-6);
            },
            threads: 1);

    [Theory]
    [InlineData(100, 100)]
    [InlineData(30, 30)]
    [InlineData(0, 0)]
    public void Whole_accelerators_with_CPU_to_spare_can_all_be_allocated(int arrived, double bound) =>
        Assert.Equal(
            bound, PackingBound.Allocated(Some.Nodes(5, gpus: 2), Some.Tasks(Some.Request()), Options, arrived), 1e-6);

    [Fact]
    public void Shares_that_fit_no_other_leave_the_rest_of_their_accelerator_empty() =>
        Assert.Equal(81, PackingBound.Allocated(
            Some.Nodes(4, gpus: 2), Some.Tasks(Some.Share(810)), Options with { Inflation = 1.3 }, 130), 1e-6);

    [Fact]
    public void CPU_bounds_what_can_be_allocated() =>
        Assert.Equal(25, PackingBound.Allocated(
            Some.Nodes(4, cpu: 2_000, gpus: 4), Some.Tasks(Some.Request(cpu: 2_000)), Options, 100), 1e-6);

    [Fact]
    public void A_model_that_the_fleet_lacks_bounds_it_to_nothing() =>
        Assert.Equal(
            0, PackingBound.Allocated(Some.Nodes(4), Some.Tasks(Some.Request(models: "H100")), Options, 100), 1e-6);

    [Fact]
    public void The_default_trace_cannot_be_packed_beyond_96_91_percent() =>
        Assert.Equal(96.91, PackingBound.Allocated(
            OpenbHistory.Nodes(), OpenbHistory.Tasks("default"), Options with { Inflation = 1.3 }, 100), 0.01);

    [Fact]
    public void Once_more_has_arrived_than_there_is_nearly_all_can_be_allocated() =>
        Assert.InRange(
            PackingBound.Allocated(
                OpenbHistory.Nodes(), OpenbHistory.Tasks("default"), Options with { Inflation = 1.3 }, 130),
            99.8,
            100 + 1e-6);
}

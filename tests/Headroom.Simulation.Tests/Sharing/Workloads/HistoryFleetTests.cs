using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Simulation.Tests.Sharing.Workloads;

public sealed class HistoryFleetTests
{
    /// <summary>Undelayed, 2 accelerators are used for 60 s, then 10 for 30 s, then 2 until the last comes.</summary>
    private static readonly SharedJob[] Jobs =
    [
        Make.Job(1, gpus: 2, runs: 1_000), Make.Job(2, gpus: 8, at: 60, runs: 30), Make.Job(3, gpus: 1, at: 100),
    ];

    [Theory]
    [InlineData(500, 4, 2)]
    [InlineData(700, 4, 2)]
    [InlineData(701, 4, 3)]
    [InlineData(1000, 4, 3)]
    [InlineData(1000, 1, 10)]
    public void Nodes_hold_what_would_be_used_for_a_part_of_the_time(int permille, int gpus, int nodes) =>
        Assert.Equal(nodes, HistoryFleet.NodesFor(Jobs, gpus, permille));

    [Fact]
    public void Without_accelerators_one_node_is_enough() =>
        Assert.Equal(1, HistoryFleet.NodesFor([Make.Job(1, gpus: 0)], 8, 750));
}

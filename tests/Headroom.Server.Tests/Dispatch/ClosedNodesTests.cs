using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Engines.Contract;
using Headroom.Server.Clusters;
using Headroom.Server.Dispatch;

namespace Headroom.Server.Tests.Dispatch;

public sealed class ClosedNodesTests
{
    private static readonly ClusterWatchOptions Options = new()
    {
        ShrinksAfter = TimeSpan.FromMinutes(2),
        DrainsAfter = TimeSpan.FromMinutes(10),
    };

    private static readonly Dictionary<string, int> Names = new() { ["a"] = 0, ["b"] = 1 };

    [Theory]
    [InlineData(0, "")]
    [InlineData(119, "")]
    [InlineData(121, "3")]
    [InlineData(361, "1,2,3")]
    [InlineData(600, "0,1,2,3")]
    [InlineData(60_000, "0,1,2,3")]
    public void The_nodes_of_a_silent_cluster_take_no_work_one_after_the_other(int seconds, string closed)
    {
        var silent = ClosedNodes.OfSilent([0, 1, 2, 3], TimeSpan.FromSeconds(seconds), Options);

        Assert.Equal(closed, string.Join(',', silent.Keys.Order()));
    }

    [Fact]
    public void What_the_site_keeps_shut_or_has_no_more_is_closed()
    {
        var closed = ClosedNodes.Of(Pool(), Names, new Discovered([Seen("a") with { IsUsable = false }], []));

        Assert.Equal("their cluster lets them take no work", closed[0]);
        Assert.Equal("their cluster has them no more", closed[1]);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void A_node_is_closed_when_others_hold_all_that_is_left_of_it(int taken, bool isClosed)
    {
        var found = new Discovered([Seen("a") with { Taken = new TakenByOthers(1_000, 1, taken) }, Seen("b")], []);

        Assert.Equal(isClosed, ClosedNodes.Of(Pool(), Names, found).ContainsKey(0));
        Assert.False(ClosedNodes.Of(Pool(), Names, found).ContainsKey(1));
    }

    [Fact]
    public void What_we_hold_ourselves_is_not_left()
    {
        var pool = Pool();
        pool.Room.Take(
            new TaskNeed(1, 0, 5, 1_000, 0, 0), new TaskPlacement(0, new GpuSet(0b11111)));

        var found = new Discovered([Seen("a") with { Taken = new TakenByOthers(0, 0, 3) }, Seen("b")], []);

        Assert.Contains("others", ClosedNodes.Of(pool, Names, found)[0], StringComparison.Ordinal);
    }

    private static ClusterState Pool() => new(new Fleet
    {
        Nodes = [new Node("a", 8_000, 1_024, 8, "H100"), new Node("b", 8_000, 1_024, 8, "H100")],
    });

    private static DiscoveredNode Seen(string name) =>
        new(name, 8_000, 1_024, ValueList.From(Enumerable.Repeat(new DiscoveredGpu("H100"), 8)));
}

using Headroom.Engines.Contract;
using Headroom.Engines.Simulated;
using Headroom.Server.Clusters;

namespace Headroom.Server.Tests.Clusters;

public sealed class PoolEnginesTests
{
    private static readonly IEngine Local = Engine("local");
    private static readonly IEngine West = Engine("west");

    [Fact]
    public void Each_cluster_has_its_engine_and_nodes_without_one_belong_to_the_first()
    {
        var engines = new PoolEngines(Local, West);

        Assert.Same(West, engines.Of("west"));
        Assert.Same(Local, engines.Of(""));
        Assert.False(engines.Has("east"));
    }

    [Fact]
    public void An_engine_that_is_alone_has_all_nodes_unless_there_may_have_been_others()
    {
        Assert.Same(West, new PoolEngines(West).Of("anything"));

        var strict = new PoolEngines(West) { IsStrict = true };
        Assert.Same(West, strict.Of("west"));
        Assert.False(strict.Has("") || strict.Has("east"));
        Assert.Same(Local, new PoolEngines(West, Local) { IsStrict = true }.Of(""));
    }

    [Fact]
    public async Task Of_a_cluster_that_is_gone_nothing_is_said_for_certain()
    {
        var (gone, run) = (new PoolEngines(Local, West).Of("east"), RunId.Of("hr-1-1-0"));
        var cancellation = TestContext.Current.CancellationToken;

        Assert.IsType<FindAnswer.CannotSay>(await gone.FindAsync(run, cancellation));
        Assert.IsType<EngineAnswer.Unclear>(await gone.StopAsync(run, null, cancellation));
        Assert.Empty((await gone.DiscoverAsync(cancellation)).Nodes);
    }

    [Fact]
    public void Two_clusters_of_one_name_are_none() =>
        Assert.Throws<ArgumentException>(() => new PoolEngines(West, Engine("west")));

    [Fact]
    public void A_node_whose_name_is_taken_is_called_by_its_cluster()
    {
        Assert.Equal("n1", NodeNames.InPool("west", "n1", _ => false));
        Assert.Equal("west:n1", NodeNames.InPool("west", "n1", _ => true));
        Assert.Equal("n1", NodeNames.OnCluster("west", "west:n1"));
        Assert.Equal("n1", NodeNames.OnCluster("west", "n1"));
        Assert.Equal("west.n1", NodeNames.OnCluster("west", "west.n1"));
    }

    private static SimulatedEngine Engine(string name) => new(
        new SimulatedSite(
            TimeProvider.System, [], _ => new SimulatedProgram(TimeSpan.Zero), SimulatedFaults.None),
        SimulatedFaults.None,
        name);
}

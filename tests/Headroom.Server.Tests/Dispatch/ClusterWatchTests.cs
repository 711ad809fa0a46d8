using Headroom.Client;
using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Engines.Contract;
using Headroom.Engines.Simulated;
using Headroom.Server.Clusters;

namespace Headroom.Server.Tests.Dispatch;

/// <summary>A pool over a cluster that falls silent and comes back.</summary>
public sealed class ClusterWatchTests : IAsyncLifetime
{
    private static readonly Node[] Nodes = [new("a", 4_000, 1_024, 1, "H100"), new("b", 4_000, 1_024, 1, "H100")];

    private readonly SimulatedSite _site = new(
        TimeProvider.System,
        [.. Nodes.Select(node => new DiscoveredNode(node.Name, 4_000, 1_024, [new DiscoveredGpu("H100")]))],
        _ => new SimulatedProgram(TimeSpan.FromDays(1)),
        SimulatedFaults.None);

    private RealPool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await RealPool.StartWithAsync(options => options with
    {
        Fleet = new Fleet { Nodes = Nodes },
        Engines = new(new SimulatedEngine(_site, SimulatedFaults.None, "west")),
        ClusterWatch = new ClusterWatchOptions
        {
            Look = TimeSpan.FromMilliseconds(50),
            ShrinksAfter = TimeSpan.FromMilliseconds(100),
            DrainsAfter = TimeSpan.FromMilliseconds(200),
        },
    });

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task A_silent_cluster_gets_no_new_work_and_keeps_what_it_has_until_it_is_back()
    {
        using var admin = _pool.Admin;
        await admin.SubmitAsync(RealPool.Script("true"), "1");
        await RealPool.UntilAsync(admin, 1, JobStatus.Running);

        _site.IsDown = true;
        await UntilNodesAsync(admin, "CLOSED");
        await admin.SubmitAsync(RealPool.Script("true"), "2");
        var why = await WhyAsync(admin, 2);
        _site.IsDown = false;
        await UntilNodesAsync(admin, "IN_SERVICE");
        await RealPool.UntilAsync(admin, 2, JobStatus.Running);

        Assert.Contains("Closed, because their cluster does not answer: a, b.", why, StringComparison.Ordinal);
        var first = await admin.JobAsync(1);
        Assert.Equal((JobStatus.Running, 1), (first.State, first.Attempts));
        Assert.Equal(2, _site.Executions.Count);
    }

    [Fact]
    public async Task A_node_that_was_drained_by_hand_stays_so_whatever_its_cluster_does()
    {
        using var admin = _pool.Admin;
        await admin.DrainAsync("a", isNow: false);

        _site.IsDown = true;
        await UntilAsync(admin, "b", "CLOSED");
        await admin.DrainAsync("b", isNow: false);
        _site.IsDown = false;
        await admin.UndrainAsync("a");
        await UntilAsync(admin, "a", "IN_SERVICE");

        Assert.Equal(["IN_SERVICE", "DRAINED"], (await admin.NodesAsync()).Select(node => node.State));
    }

    private static async Task UntilNodesAsync(HeadroomClient admin, string state)
    {
        foreach (var node in Nodes) await UntilAsync(admin, node.Name, state);
    }

    private static async Task UntilAsync(HeadroomClient admin, string node, string state)
    {
        while ((await admin.NodesAsync()).Single(one => one.Name == node).State != state)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
    }

    private static async Task<string> WhyAsync(HeadroomClient admin, long job)
    {
        while (true)
        {
            var why = await admin.WhyAsync(job);
            if (why.Code is not null && why.Text.Contains("Closed", StringComparison.Ordinal)) return why.Text;

            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }
}

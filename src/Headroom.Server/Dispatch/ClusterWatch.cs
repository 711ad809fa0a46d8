using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Engines.Contract;
using Headroom.Server.Clusters;
using Headroom.Server.Clusters.Descriptions;
using Headroom.Server.Keeping;
using Headroom.Server.Loop;

namespace Headroom.Server.Dispatch;

/// <summary>
/// Looks again and again at what each cluster lets its nodes do, so that nothing is sent to where it would only wait:
/// to nodes that the site has shut or that jobs of others hold, and to clusters that have said nothing for long. What
/// runs there is left alone, and so nothing is queued again when a cluster comes back.
/// </summary>
internal sealed class ClusterWatch(
    PoolEngines engines, ControlLoop loop, ClusterWatchOptions options, TimeProvider time, ILogger log)
{
    // The machine that the pool runs on does not change while it does, and nobody else gives its work out.
    private const string OwnMachine = "local";

    /// <summary>Works until it is cancelled. Clusters do not wait for each other.</summary>
    public Task RunAsync(CancellationToken cancellation) => new EngineWork(
        engines, (engine, end) => engine.Kind == OwnMachine ? Task.CompletedTask : WatchAsync(engine, end))
        .RunAsync(cancellation);

    private async Task WatchAsync(IEngine engine, CancellationToken cancellation)
    {
        var heard = time.GetTimestamp();
        while (true)
        {
            try
            {
                var found = await engine.DiscoverAsync(cancellation);
                // One that answers has nodes, or it would not have been added.
                if (found.Nodes.Count > 0) heard = time.GetTimestamp();
                await loop.DoCertainlyAsync(turn => Mark(turn, engine, found, time.GetElapsedTime(heard)));
            }
            // Whatever it was, a cluster that cannot be looked at now is looked at later.
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                log.ClusterNotSeen(fault, engine.Name);
            }

            await Task.Delay(options.Look, time, cancellation);
        }
    }

    private bool Mark(Turn turn, IEngine engine, Discovered found, TimeSpan silent)
    {
        // Its last look may come after it has gone.
        if (!engines.IsPresent(engine)) return false;

        TakeIn(turn, engine, found);
        var cluster = turn.State.Cluster;
        var nodes = NodesOf(cluster, engine);
        var closed = found.Nodes.Count > 0
            ? ClosedNodes.Of(cluster, nodes, found)
            : ClosedNodes.OfSilent([.. nodes.Values], silent, options);
        foreach (var node in nodes.Values)
        {
            var (status, why) = (cluster.StatusOf(node), closed.GetValueOrDefault(node));
            if (why is not null && status == NodeStatus.InService)
                turn.Certain(new NodeChanged(turn.Now, node, NodeStatus.Closed));
            // One that has just fallen silent stays as its cluster last had it.
            else if (why is null && status == NodeStatus.Closed && found.Nodes.Count > 0)
                turn.Certain(new NodeChanged(turn.Now, node, NodeStatus.InService));

            if (why is not null) turn.State.Closed[node] = why;
            else if (cluster.StatusOf(node) != NodeStatus.Closed) turn.State.Closed.Remove(node);
        }

        return true;
    }

    // One that is being added, or that no file says more of, has its nodes taken in by whoever adds or starts it.
    private void TakeIn(Turn turn, IEngine engine, Discovered found)
    {
        if (AddedClusters.Find(turn.State.Clusters.Text, engine.Name) is not { } text) return;

        try
        {
            var region = ClusterDescription.Parse(engine.Name, text).Region;
            GrownFleet.TakeIn(turn, found, region, $"cluster {engine.Name}");
        }
        catch (ClusterException fault)
        {
            log.NodesNotTakenIn(engine.Name, fault.Message);
        }
    }

    private Dictionary<string, int> NodesOf(ClusterState cluster, IEngine engine)
    {
        var (fleet, nodes) = (cluster.Fleet, new Dictionary<string, int>(StringComparer.Ordinal));
        for (var node = 0; node < fleet.Nodes.Count; node++)
        {
            if (engines.Of(fleet, node) == engine)
                nodes.TryAdd(NodeNames.OnCluster(fleet.Nodes[node].Place.Cluster, fleet.Nodes[node].Name), node);
        }

        return nodes;
    }
}

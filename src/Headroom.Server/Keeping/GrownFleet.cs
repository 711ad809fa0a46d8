using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Engines.Contract;
using Headroom.Server.Clusters;
using Headroom.Server.Loop;
using Headroom.Storage.Access;

namespace Headroom.Server.Keeping;

/// <summary>Nodes of clusters come to the pool, and go out of service with their clusters.</summary>
internal static class GrownFleet
{
    /// <summary>
    /// Takes in nodes of a cluster that the pool does not know. Those that it knows stay as they are until its next
    /// start. False where there are none.
    /// </summary>
    /// <exception cref="Clusters.Descriptions.ClusterException">A node cannot be one of a pool.</exception>
    public static bool TakeIn(Turn turn, Discovered found, string region, string author)
    {
        var before = turn.Grown ?? turn.State.Cluster.Fleet;
        var fleet = new PoolFleet(before);
        fleet.AddNew(found, region);
        if (fleet.Count == before.Nodes.Count) return false;

        var grown = fleet.ToFleet();
        turn.Grow(grown);
        return Keep(turn, grown, author);
    }

    /// <summary>Keeps the fleet in the store, where it can be checked against without the fleet at hand.</summary>
    public static bool Keep(Turn turn, Fleet fleet, string author)
    {
        turn.State.FleetVersion++;
        turn.Add(new SettingVersion(
            StoredFleet.Setting, turn.State.FleetVersion, turn.Now, author, StoredFleet.TextOf(fleet)));
        return true;
    }

    /// <summary>
    /// Has nodes of clusters that the pool no longer has take no work, and those of clusters that are back take it.
    /// </summary>
    public static bool Mark(Turn turn, PoolEngines engines)
    {
        var cluster = turn.State.Cluster;
        for (var node = 0; node < cluster.Fleet.Nodes.Count; node++)
        {
            var (status, isThere) = (cluster.StatusOf(node), engines.Has(cluster.Fleet.Nodes[node].Place.Cluster));
            if (!isThere && status == NodeStatus.InService)
                turn.Certain(new NodeChanged(turn.Now, node, NodeStatus.Failed));
            else if (isThere && status == NodeStatus.Failed)
                turn.Certain(new NodeChanged(turn.Now, node, NodeStatus.InService));
        }

        return true;
    }
}

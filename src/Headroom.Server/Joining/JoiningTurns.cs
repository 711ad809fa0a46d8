using Headroom.Cluster.Events;
using Headroom.Engines.Contract;
using Headroom.Server.Clusters;
using Headroom.Server.Clusters.Descriptions;
using Headroom.Server.Keeping;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Storage.Access;

namespace Headroom.Server.Joining;

/// <summary>What a pool stores of clusters that come and go.</summary>
internal static class JoiningTurns
{
    /// <summary>A cluster comes, with nodes that take work from the next turn on.</summary>
    public static bool Add(Turn turn, ClusterDescription cluster, Discovered found, string author)
    {
        try
        {
            GrownFleet.TakeIn(turn, found, cluster.Region, author);
        }
        catch (ClusterException fault)
        {
            throw new Refusal(RefusalKind.Invalid, fault.Message.TrimEnd('.'), "describe the cluster differently");
        }

        Keep(turn, AddedClusters.With(turn.State.Clusters.Text, cluster), author);
        turn.Add(new AuditEntry(turn.Now, author, "cluster.add", cluster.Name, cluster.Engine));
        return true;
    }

    /// <summary>A cluster goes: its nodes take no work. Gives how many jobs count as running there.</summary>
    /// <exception cref="Refusal">It was not added, or jobs run there and that is not wanted.</exception>
    public static int Remove(Turn turn, string name, bool isOpen, bool isForced, string author)
    {
        if (AddedClusters.Find(turn.State.Clusters.Text, name) is null)
            throw isOpen ? JoiningRefusals.OfTheStart(name) : JoiningRefusals.Unknown(name);

        var cluster = turn.State.Cluster;
        var running = cluster.Queues.SelectMany(queue => queue.Running)
            .Count(job => Messages.ClusterOf(cluster, job) == name);
        if (running > 0 && !isForced) throw JoiningRefusals.JobsRun(name, running);

        for (var node = 0; node < cluster.Fleet.Nodes.Count; node++)
        {
            if (cluster.Fleet.Nodes[node].Place.Cluster == name && cluster.StatusOf(node) != NodeStatus.Failed)
                turn.Certain(new NodeChanged(turn.Now, node, NodeStatus.Failed));
        }

        Keep(turn, AddedClusters.Without(turn.State.Clusters.Text, name), author);
        turn.Add(new AuditEntry(turn.Now, author, "cluster.remove", name, isForced ? "force" : ""));
        return running;
    }

    private static void Keep(Turn turn, string text, string author)
    {
        turn.State.Clusters = new SettingVersion(
            AddedClusters.Setting, turn.State.Clusters.Version + 1, turn.Now, author, text);
        turn.Add(turn.State.Clusters);
    }
}

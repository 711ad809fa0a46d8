using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Server.Outbox;
using Headroom.Storage.Access;
using Headroom.Storage.Jobs;

namespace Headroom.Server.Commands;

/// <summary>What an operator may do to a node.</summary>
internal static class NodeCommands
{
    /// <summary>Lets a node take no new work. Gives its index.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="bearer">Who asks.</param>
    /// <param name="name">The node.</param>
    /// <param name="isNow">Whether what runs on it is stopped and queued again, and not left to end.</param>
    public static int Drain(Turn turn, Bearer bearer, string name, bool isNow)
    {
        var node = Find(turn, name);
        if (turn.State.Cluster.StatusOf(node) is NodeStatus.InService or NodeStatus.Closed)
            turn.Certain(new NodeChanged(turn.Now, node, NodeStatus.Cordoned));

        foreach (var job in isNow ? RunningOn(turn, node) : [])
        {
            turn.Certain(new StopOrdered(turn.Now, job.Job.Id, StopCause.Drained));
            turn.Tell(Messages.Stop(turn.State.Cluster, job, turn.Now));
        }

        turn.Add(new AuditEntry(turn.Now, bearer.Name, "node.drain", name, isNow ? "now" : ""));
        return node;
    }

    /// <summary>Lets a node take work again. Gives its index.</summary>
    public static int Undrain(Turn turn, Bearer bearer, string name)
    {
        var node = Find(turn, name);
        if (turn.State.Cluster.StatusOf(node) != NodeStatus.InService)
            turn.Certain(new NodeChanged(turn.Now, node, NodeStatus.InService));

        turn.Add(new AuditEntry(turn.Now, bearer.Name, "node.undrain", name));
        return node;
    }

    private static int Find(Turn turn, string name)
    {
        var nodes = turn.State.Cluster.Fleet.Nodes;
        for (var node = 0; node < nodes.Count; node++)
        {
            if (nodes[node].Name == name) return node;
        }

        throw new Refusal(RefusalKind.NotFound, $"There is no node '{name}'", "see them with 'headroom nodes'");
    }

    // Those that are being cancelled end anyway, and for good.
    private static List<JobEntry> RunningOn(Turn turn, int node) =>
    [
        .. turn.State.Cluster.Queues.SelectMany(queue => queue.Running)
            .Where(job => job.Phase == JobPhase.Running && job.Tasks.Any(task => task.Node == node))
            .Where(job => !turn.State.Cancelling.Contains(RunId.Of(job))),
    ];
}

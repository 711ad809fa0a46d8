using System.Text.Json;
using Headroom.Client.Pool;
using Headroom.Cluster.Events;
using Headroom.Server.Access;
using Headroom.Server.Loop;

namespace Headroom.Server.Views;

/// <summary>The pool as the API shows it.</summary>
internal static class PoolViews
{
    /// <summary>The nodes, in the order of the fleet.</summary>
    public static IReadOnlyList<NodeView> NodesOf(LoopState state)
    {
        var (cluster, room) = (state.Cluster, state.Cluster.Room);
        var isBusy = new bool[cluster.Fleet.Nodes.Count];
        foreach (var task in cluster.Queues.SelectMany(queue => queue.Running).SelectMany(job => job.Tasks))
            isBusy[task.Node] = true;

        return
        [
            .. cluster.Fleet.Nodes.Select((node, index) => new NodeView(
                node.Name,
                node.Place?.Cluster ?? "",
                node.ChipModel,
                node.GpuCount,
                Sum(room.MilliLeft(index)),
                node.CpuMillicores,
                room.CpuLeft(index),
                node.MemoryMiB,
                room.MemoryLeft(index),
                CodeOf(cluster.StatusOf(index), isBusy[index]))),
        ];
    }

    /// <summary>The queues that a bearer may see, in the order of the policy.</summary>
    public static IReadOnlyList<QueueView> QueuesOf(LoopState state, Bearer bearer)
    {
        var (tree, resources) = (state.Tree, state.Cluster.Resources);
        var used = new long[tree.Count, resources.Count];
        var (waiting, running) = (new int[tree.Count], new int[tree.Count]);
        foreach (var queue in state.Cluster.Queues)
        {
            for (var level = tree.IndexOf(queue.Name); level > 0; level = tree.ParentOf(level))
            {
                waiting[level] += queue.Waiting.Count;
                running[level] += queue.Running.Count;
                for (var resource = 0; resource < resources.Count; resource++)
                    used[level, resource] += queue.Used[resource];
            }
        }

        return
        [
            .. Enumerable.Range(1, tree.Count - 1)
                .Where(queue => bearer.Sees(Tenants.Of(tree, queue)))
                .Select(queue => new QueueView(
                    tree[queue].Name,
                    tree[queue].Parent,
                    waiting[queue],
                    running[queue],
                    [
                        .. Enumerable.Range(0, resources.Count).Select(resource => new QueueResource(
                            resources[resource], tree.Owed(queue, resource), used[queue, resource])),
                    ])),
        ];
    }

    private static string CodeOf(NodeStatus status, bool isBusy) => status switch
    {
        NodeStatus.Cordoned => isBusy ? "DRAINING" : "DRAINED",
        _ => JsonNamingPolicy.SnakeCaseUpper.ConvertName(status.ToString()),
    };

    private static long Sum(ReadOnlySpan<int> parts)
    {
        var sum = 0L;
        foreach (var part in parts) sum += part;
        return sum;
    }
}

using Headroom.Cluster.Tenancy;

namespace Headroom.Server.Access;

/// <summary>A tenant is a queue right below the fleet, with all queues below it.</summary>
internal static class Tenants
{
    /// <summary>The tenant of a queue.</summary>
    public static string Of(QueueTree tree, int queue)
    {
        while (tree.DepthOf(queue) > 1) queue = tree.ParentOf(queue);
        return tree[queue].Name;
    }

    /// <summary>Whether a queue is there, takes jobs and may be used by a bearer.</summary>
    public static bool MayUse(QueueTree tree, Bearer bearer, string name) =>
        tree.IndexOf(name) is var queue && tree.TakesJobs(queue) && bearer.Sees(Of(tree, queue));

    /// <summary>Queues that take jobs and that a bearer may use, in the order of the policy.</summary>
    public static IReadOnlyList<string> QueuesOf(QueueTree tree, Bearer bearer) =>
    [
        .. Enumerable.Range(1, tree.Count - 1)
            .Where(tree.TakesJobs)
            .Where(queue => bearer.Sees(Of(tree, queue)))
            .Select(queue => tree[queue].Name),
    ];
}

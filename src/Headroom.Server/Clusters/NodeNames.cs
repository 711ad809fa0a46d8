namespace Headroom.Server.Clusters;

/// <summary>
/// Names of nodes are unique in a pool, and clusters know nothing of each other: a node whose name is taken is called
/// <c>west:n1</c> in the pool and <c>n1</c> on its cluster. No engine has names with a ':'.
/// </summary>
public static class NodeNames
{
    /// <summary>Its name in the pool.</summary>
    /// <param name="cluster">Name of its cluster.</param>
    /// <param name="node">Its name there.</param>
    /// <param name="isTaken">Whether a node of another cluster has a name.</param>
    public static string InPool(string cluster, string node, Func<string, bool> isTaken) =>
        isTaken(node) ? $"{cluster}:{node}" : node;

    /// <summary>Its name on its cluster.</summary>
    public static string OnCluster(string cluster, string node) =>
        node.StartsWith($"{cluster}:", StringComparison.Ordinal) ? node[(cluster.Length + 1)..] : node;
}

using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing;

/// <summary>
/// What each queue is entitled to while everyone asks for more than there is: what it is owed, and by weight its share
/// of what the queue above has left when all below it have what they are owed.
/// </summary>
internal static class Entitlements
{
    /// <summary>By index of the queue, in thousandths, over all <paramref name="resources"/>.</summary>
    public static double[] Of(QueueTree tree, IReadOnlyList<int> resources)
    {
        var total = new double[tree.Count];
        foreach (var resource in resources)
        {
            var entitled = new double[tree.Count];
            entitled[0] = tree.Owed(0, resource);
            for (var queue = 0; queue < tree.Count; queue++)
            {
                Share(tree, queue, resource, entitled);
                total[queue] += entitled[queue];
            }
        }

        return total;
    }

    private static void Share(QueueTree tree, int queue, int resource, double[] entitled)
    {
        var (owed, weights) = (0L, 0L);
        foreach (var child in tree.ChildrenOf(queue))
        {
            owed += tree.Owed(child, resource);
            weights += tree[child].Weight;
        }

        var left = Math.Max(0, entitled[queue] - owed);
        foreach (var child in tree.ChildrenOf(queue))
            entitled[child] = tree.Owed(child, resource) + left * tree[child].Weight / weights;
    }
}

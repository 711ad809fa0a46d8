using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Peers.PriorityEasy;

/// <summary>
/// Slurm's classic fair share factor, F = 2^(-UE / S), with the effective use UE of a queue that takes part in the
/// use of the queues above it (Slurm, Classic Fairshare Algorithm, 11 June 2019).
/// </summary>
internal static class FairShareFactors
{
    /// <summary>Factors by queue, in units of 1/<see cref="Decay.One"/>.</summary>
    /// <param name="tree">The queues.</param>
    /// <param name="shares">Shares by queue, at least 1 each; only those of siblings are compared.</param>
    /// <param name="use">
    /// Use by queue in units of 1/<see cref="Entitlement.Whole"/> of all use, with the use of all below it.
    /// </param>
    public static ulong[] Of(QueueTree tree, IReadOnlyList<long> shares, IReadOnlyList<long> use)
    {
        var (factors, normalized, effective) = (new ulong[tree.Count], new long[tree.Count], new long[tree.Count]);
        normalized[0] = Entitlement.Whole;
        for (var queue = 0; queue < tree.Count; queue++)
        {
            factors[queue] = Decay.Over(effective[queue], Math.Max(normalized[queue], 1));
            var siblings = tree.ChildrenOf(queue).Sum(child => (Int128)shares[child]);
            foreach (var child in tree.ChildrenOf(queue))
            {
                normalized[child] = (long)(normalized[queue] * (Int128)shares[child] / siblings);
                var fromAbove = (effective[queue] - use[child]) * (Int128)shares[child] / siblings;
                effective[child] = queue == 0 ? use[child] : use[child] + (long)fromAbove;
            }
        }

        return factors;
    }

    /// <summary>
    /// What each queue used in the decayed past, or uses now where the policy counts no past, in units of
    /// 1/<see cref="Entitlement.Whole"/> of all use. A resource is billed by the fraction of the fleet that is used.
    /// </summary>
    public static long[] UseOf(QueueTree tree, ClusterState state)
    {
        var billed = new Int128[tree.Count];
        foreach (var queue in state.Queues)
        {
            var leaf = Math.Max(tree.IndexOf(queue.Name), 0);
            for (var resource = 0; resource < tree.Resources.Count; resource++)
            {
                var capacity = tree.Nominal(0, resource);
                var milli = tree.Policy.Fairness.HalfLifeMilliseconds > 0
                    ? queue.Average.Milli(resource)
                    : queue.Used[resource];
                if (capacity > 0) billed[leaf] += (Int128)milli * Entitlement.Whole / capacity;
            }
        }

        for (var queue = tree.Count - 1; queue > 0; queue--) billed[tree.ParentOf(queue)] += billed[queue];
        return [.. billed.Select(part => billed[0] == 0 ? 0 : (long)(part * Entitlement.Whole / billed[0]))];
    }

    private static Int128 Sum(this IEnumerable<int> queues, Func<int, Int128> amount)
    {
        Int128 sum = 0;
        foreach (var queue in queues) sum += amount(queue);
        return sum;
    }
}

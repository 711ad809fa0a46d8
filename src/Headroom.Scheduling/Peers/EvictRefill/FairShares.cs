using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Peers.EvictRefill;

/// <summary>
/// Costs and fair shares of queues. The cost of a queue is the largest fraction of any resource of the fleet that it
/// has (Armada, Scheduling and Preempting Jobs, Resource Usage and Fairness); accelerators are one resource, of
/// whatever model.
/// </summary>
internal static class FairShares
{
    /// <summary>Cost in units of 1/<see cref="Entitlement.Whole"/>.</summary>
    /// <param name="tree">Knows what the fleet has.</param>
    /// <param name="milliOf">What a queue has of each resource, in thousandths.</param>
    public static long CostOf(QueueTree tree, Func<int, long> milliOf)
    {
        var (gpus, fleetGpus) = (0L, 0L);
        for (var resource = 0; resource < tree.Resources.ChipModelCount; resource++)
        {
            gpus += milliOf(resource);
            fleetGpus += tree.Nominal(0, resource);
        }

        var cpu = tree.Resources.Cpu;
        return Math.Max(Fraction(gpus, fleetGpus), Fraction(milliOf(cpu), tree.Nominal(0, cpu)));
    }

    private static long Fraction(long milli, long capacity) => capacity == 0
        ? 0
        : (long)Int128.Min((Int128)milli * Entitlement.Whole / capacity, long.MaxValue / 2);

    /// <summary>
    /// Adjusted fair shares in the same units: who demands less than its fair share has what it demands, and the rest
    /// is shared again among the others, by weight (Armada, pull request 3714).
    /// </summary>
    /// <param name="weights">By queue, at least 1; of queues that are not active 0.</param>
    /// <param name="demands">By queue: its cost if all its jobs ran.</param>
    public static long[] Adjusted(IReadOnlyList<long> weights, IReadOnlyList<long> demands)
    {
        var shares = new long[weights.Count];
        var open = Enumerable.Range(0, weights.Count).Where(queue => weights[queue] > 0).ToList();
        var left = Entitlement.Whole;
        for (var count = -1; count != open.Count;)
        {
            count = open.Count;
            var (total, shared) = ((Int128)0, left);
            foreach (var queue in open) total += weights[queue];
            foreach (var queue in open) shares[queue] = (long)(shared * (Int128)weights[queue] / total);
            foreach (var queue in open.Where(queue => demands[queue] <= shares[queue]))
                left -= shares[queue] = demands[queue];

            open.RemoveAll(queue => demands[queue] <= shares[queue]);
        }

        return shares;
    }
}

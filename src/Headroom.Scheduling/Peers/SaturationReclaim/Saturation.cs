using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Peers.SaturationReclaim;

/// <summary>How full each queue's fair share is.</summary>
/// <param name="tree">The queues.</param>
/// <param name="use">What they use.</param>
/// <param name="fairShares">Their fair shares, by resource and queue.</param>
internal sealed class Saturation(QueueTree tree, PoolUse use, long[][] fairShares)
{
    private const long Million = 1_000_000;

    // Use where the fair share is nothing counts as more than any ratio.
    private const long Unbounded = Million * Million;

    /// <summary>Fair share of a resource, in thousandths.</summary>
    public long FairShare(int queue, int resource) => fairShares[resource][queue];

    /// <summary>Use of a resource by fair share, in millionths, with a demand added.</summary>
    public long Of(int queue, Demand added) =>
        Of(queue, added.Resource, use.Used(queue, added.Resource) + added.Milli);

    /// <summary>The same, if a queue used so much.</summary>
    public long Of(int queue, int resource, long usedMilli)
    {
        var share = FairShare(queue, resource);
        return usedMilli <= 0
            ? 0
            : share == 0 ? Unbounded : Math.Min((long)((Int128)usedMilli * Million / share), Unbounded);
    }

    /// <summary>The highest over all resources, with a demand added to its own.</summary>
    public long Highest(int queue, Demand added)
    {
        var highest = 0L;
        for (var resource = 0; resource < tree.Resources.Count; resource++)
        {
            var milli = resource == added.Resource ? added.Milli : 0;
            highest = Math.Max(highest, Of(queue, new Demand(resource, milli)));
        }

        return highest;
    }

    /// <summary>Whether a queue uses more than its fair share of a resource.</summary>
    public bool IsAbove(int queue, int resource) => use.Used(queue, resource) > FairShare(queue, resource);

    /// <summary>Whether a queue stays within its fair share with a demand added.</summary>
    public bool StaysWithin(int queue, Demand added) =>
        use.Used(queue, added.Resource) + added.Milli <= FairShare(queue, added.Resource);

    /// <summary>Whether a queue stays within its quota with a demand added.</summary>
    public bool StaysWithinQuota(int queue, Demand added) =>
        use.Used(queue, added.Resource) + added.Milli <= tree.Nominal(queue, added.Resource);
}

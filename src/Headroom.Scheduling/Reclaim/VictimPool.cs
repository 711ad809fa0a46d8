using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Reclaim;

/// <summary>
/// Jobs that may be told to stop, by the work that would be lost. Made once a cycle: what the cycle decides afterwards
/// may forbid some of them, so whoever asks says which are allowed.
/// </summary>
internal sealed class VictimPool
{
    private readonly Dictionary<int, List<Victim>> _byNode = [];

    /// <summary>A pool of chosen jobs.</summary>
    public VictimPool(IEnumerable<Victim> victims)
    {
        Sorted = [.. victims.Order()];
        foreach (var victim in Sorted)
        {
            foreach (var node in victim.Nodes)
            {
                if (!_byNode.TryGetValue(node, out var onNode)) _byNode.Add(node, onNode = []);
                onNode.Add(victim);
            }
        }
    }

    /// <summary>All jobs that may be preempted and that their own queue does not cover.</summary>
    public static VictimPool Of(QueueTree tree, CoverLevels covers, long now)
    {
        covers.Refresh();
        return new VictimPool(Enumerable.Range(0, tree.Count)
            .Where(queue => queue == 0 || tree.TakesJobs(queue))
            .SelectMany(covers.NotCoveredBy)
            .Where(holding => holding.Job.Job.IsPreemptible)
            .Select(holding => Victim.Of(holding, now)));
    }

    /// <summary>Least loss first.</summary>
    public IReadOnlyList<Victim> Sorted { get; }

    /// <summary>Those with a task on a node, least loss first.</summary>
    public IReadOnlyList<Victim> On(int node) => _byNode.TryGetValue(node, out var onNode) ? onNode : [];
}

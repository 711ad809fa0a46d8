namespace Headroom.Cluster.Tenancy.Checks;

/// <summary>
/// What the queues below each queue are owed in sum. Kept for amounts that are there only: a policy with many queues on
/// many chip models names few of the pairs.
/// </summary>
internal sealed class QuotaSums
{
    private const int Fleet = -1;

    private readonly Resources _resources;
    private readonly Dictionary<(int Queue, int Resource), long> _own = [];
    private readonly Dictionary<(int Queue, int Resource), long> _below = [];

    /// <summary>The sums; an amount at fault counts as nothing, so that one fault does not show as two.</summary>
    public QuotaSums(IReadOnlyList<QueueDefinition> queues, ParentGraph graph, Resources resources)
    {
        _resources = resources;
        var named = new List<int>?[queues.Count];
        foreach (var queue in graph.InnerFirst())
        {
            foreach (var quota in queues[queue]?.Quotas ?? [])
            {
                var resource = quota?.Resource is null ? -1 : resources.IndexOf(quota.Resource);
                if (resource < 0 || quota!.NominalMilli is < 0 or > Quota.MilliMax) continue;
                if (!_own.TryAdd((queue, resource), quota.NominalMilli)) continue;
                if (!_below.ContainsKey((queue, resource))) (named[queue] ??= []).Add(resource);
            }

            var parent = graph.ParentOf(queue);
            foreach (var resource in named[queue] ?? [])
            {
                var above = (parent, resource);
                var isNew = _below.TryAdd(above, 0);
                _below[above] += Math.Max(_own.GetValueOrDefault((queue, resource)), Below(queue, resource));
                if (isNew && parent != Fleet) (named[parent] ??= []).Add(resource);
            }
        }
    }

    /// <summary>Sum of what the queues directly below are owed, in thousandths.</summary>
    public long Below(int queue, int resource) => _below.GetValueOrDefault((queue, resource));

    /// <summary>Finds the resources of which the outermost queues are owed more than the fleet has.</summary>
    public void FindAboveFleet(SpecificationFaults faults)
    {
        for (var resource = 0; resource < _resources.Count; resource++)
        {
            var (owed, capacity) = (Below(Fleet, resource), _resources.Capacity[resource]);
            if (owed <= capacity) continue;

            faults.Add(
                "queues",
                $"the queues directly below the fleet are owed {SpecificationFaults.Whole(owed)} of "
                    + $"{SpecificationFault.Cut(_resources[resource])}, and the fleet has "
                    + SpecificationFaults.Whole(capacity),
                $"lower their nominal quotas by {SpecificationFaults.Whole(owed - capacity)} in sum");
        }
    }
}

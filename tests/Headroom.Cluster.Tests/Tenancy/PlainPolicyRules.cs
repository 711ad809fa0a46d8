using Headroom.Cluster.Tenancy;

namespace Headroom.Cluster.Tests.Tenancy;

/// <summary>What holds for the queues of a policy, rule by rule and without care for time.</summary>
internal static class PlainPolicyRules
{
    public static bool AreKept(IReadOnlyList<QueueDefinition> queues, Resources fleet) =>
        queues.Count > 0
        && queues.All(queue => queue.Name is not null && queue.Name.Trim().Length > 0)
        && queues.Select(queue => queue.Name).Distinct().Count() == queues.Count
        && queues.All(queue => queue.Parent == "" || queues.Any(other => other.Name == queue.Parent))
        && queues.All(queue => Depth(queue, queues) <= queues.Count)
        && queues.All(queue => queue.Weight is >= 1 and <= QueueDefinition.WeightMax)
        && queues.All(queue => AreKept(queue.Quotas, fleet))
        && Enumerable.Range(0, fleet.Count).All(resource =>
            SumsAreKept(queues, fleet[resource], fleet.Capacity[resource]));

    private static int Depth(QueueDefinition queue, IReadOnlyList<QueueDefinition> queues)
    {
        for (var depth = 1; depth <= queues.Count; depth++)
        {
            if (queue.Parent == "") return depth;
            queue = queues.First(other => other.Name == queue.Parent);
        }

        return int.MaxValue;
    }

    private static bool AreKept(ValueList<Quota> quotas, Resources fleet) =>
        quotas.All(quota => quota.Resource is not null && fleet.IndexOf(quota.Resource) >= 0)
        && quotas.Select(quota => quota.Resource).Distinct().Count() == quotas.Count
        && quotas.All(quota => quota.NominalMilli is >= 0 and <= Quota.MilliMax);

    private static bool SumsAreKept(IReadOnlyList<QueueDefinition> queues, string resource, long capacity) =>
        queues.All(queue => Own(queue, resource) == 0 || Below(queue.Name, queues, resource) <= Own(queue, resource))
        && Below("", queues, resource) <= capacity;

    private static decimal Below(string parent, IReadOnlyList<QueueDefinition> queues, string resource) => queues
        .Where(queue => queue.Parent == parent)
        .Sum(queue => Math.Max(Own(queue, resource), Below(queue.Name, queues, resource)));

    private static decimal Own(QueueDefinition queue, string resource) =>
        queue.Quotas.FirstOrDefault(quota => quota.Resource == resource)?.NominalMilli ?? 0;
}

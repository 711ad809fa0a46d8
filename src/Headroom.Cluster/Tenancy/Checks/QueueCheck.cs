namespace Headroom.Cluster.Tenancy.Checks;

/// <summary>Faults of the queues, in their order.</summary>
internal static class QueueCheck
{
    /// <summary>Finds them.</summary>
    public static void Find(
        IReadOnlyList<QueueDefinition>? queues, Resources resources, SpecificationFaults faults)
    {
        if (queues is null or { Count: 0 })
        {
            faults.Add("queues", "there is no queue", "write at least one");
            return;
        }
        if (queues.Count > SharingPolicy.QueueCountMax)
        {
            faults.Add(
                "queues",
                $"there are {queues.Count} queues, and {SharingPolicy.QueueCountMax} are the most",
                "let several users share a queue");
            return;
        }

        var graph = new ParentGraph(queues);
        var sums = new QuotaSums(queues, graph, resources);
        var quotas = new QuotaCheck(resources, sums, faults);
        for (var index = 0; index < queues.Count && !faults.IsFull; index++)
            FindIn(queues[index], index, graph, quotas, faults);

        sums.FindAboveFleet(faults);
    }

    private static void FindIn(
        QueueDefinition? queue, int index, ParentGraph graph, QuotaCheck quotas, SpecificationFaults faults)
    {
        var key = $"queues[{index}]";
        if (queue is null)
        {
            faults.Add(key, "the queue is missing", "write it or remove the line");
            return;
        }

        if (PolicyName.Require($"{key}.name", queue.Name, faults))
            PolicyName.RequireNew($"{key}.name", queue.Name, "queues", graph.FirstOf(queue.Name), index, faults);

        graph.FindIn(index, $"{key}.parent", faults);
        faults.Require($"{key}.weight", queue.Weight, 1, QueueDefinition.WeightMax);
        if (!Enum.IsDefined(queue.Order))
            faults.Add($"{key}.order", $"{(int)queue.Order} is no order", "write fifo, priority, qssf or gittins");

        quotas.FindIn(queue.Quotas, index);
    }
}

namespace Headroom.Cluster.Tenancy.Checks;

/// <summary>Faults of the priorities with names, in their order.</summary>
internal static class PriorityCheck
{
    /// <summary>Finds them.</summary>
    public static void Find(IReadOnlyList<PriorityClass>? classes, SpecificationFaults faults)
    {
        if (classes is null)
        {
            faults.Add("priorities", "the priorities are missing", "leave them empty for a policy without any");
            return;
        }
        if (classes.Count > PriorityClass.CountMax)
        {
            faults.Add(
                "priorities",
                $"there are {classes.Count} priorities, and {PriorityClass.CountMax} are the most",
                "remove those that nobody uses");
            return;
        }

        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < classes.Count; index++) FindIn(classes[index], index, first, faults);
    }

    private static void FindIn(
        PriorityClass? priority, int index, Dictionary<string, int> first, SpecificationFaults faults)
    {
        var key = $"priorities[{index}]";
        if (priority is null)
        {
            faults.Add(key, "the priority is missing", "write it or remove the line");
            return;
        }

        if (PolicyName.Require($"{key}.name", priority.Name, faults))
        {
            first.TryAdd(priority.Name, index);
            PolicyName.RequireNew($"{key}.name", priority.Name, "priorities", first[priority.Name], index, faults);
        }

        faults.Require($"{key}.value", priority.Value, -PriorityClass.ValueMax, PriorityClass.ValueMax);
    }
}

namespace Headroom.Cluster.Fleets.Checks;

/// <summary>Faults of where a node stands.</summary>
internal static class PlaceCheck
{
    /// <summary>Finds them.</summary>
    public static void Find(string key, NodePlace? place, SpecificationFaults faults)
    {
        if (place is null)
        {
            faults.Add(key, "the place is missing", "leave its names empty when it is unknown");
            return;
        }

        FindInName($"{key}.region", place.Region, faults);
        FindInName($"{key}.cluster", place.Cluster, faults);
        FindInName($"{key}.block", place.Block, faults);
        FindInName($"{key}.rack", place.Rack, faults);
    }

    /// <summary>A fault when a name holds what separates the names of a place.</summary>
    public static void RequireNoSlash(string key, string? name, SpecificationFaults faults)
    {
        if (name is not null && name.Contains('/', StringComparison.Ordinal))
            faults.Add(key, $"{SpecificationFault.Quote(name)} has a '/'", "name places without it");
    }

    private static void FindInName(string key, string? name, SpecificationFaults faults)
    {
        if (name is null)
            faults.Add(key, "the name is missing", "leave it empty when it is unknown");
        else if (FleetNames.IsReadable(key, name, faults))
            RequireNoSlash(key, name, faults);
    }
}

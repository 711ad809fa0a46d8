using Headroom.Cluster.Fleets.Checks;

namespace Headroom.Cluster.Fleets;

/// <summary>Finds what is wrong with a fleet before anything is placed on it.</summary>
public static class FleetCheck
{
    /// <summary>
    /// Every fault of a fleet, up to <see cref="SpecificationFault.CountMax"/>: chips, regions, links, data sets and
    /// nodes, each in their order, with the keys of fleet files. A name that nobody knows is a fault where it is used
    /// first, and a fault that neighbouring nodes share is told at the first of them. Empty when the fleet may be used.
    /// Parts that are missing (null) are faults, never exceptions.
    /// </summary>
    public static IReadOnlyList<SpecificationFault> Faults(Fleet fleet)
    {
        var faults = new SpecificationFaults();
        var chips = fleet.ChipModels ?? [];
        RequireList("chips", fleet.ChipModels, faults);
        ChipCheck.Find(chips, faults);
        var known = FindInRegions(fleet, faults);
        var models = chips.Count > 0 ? KnownNames.Of(chips.Select(chip => chip?.Name)) : null;
        new NodeCheck(models, fleet.Regions is { Count: > 0 } ? known : null, faults).Find(fleet.Nodes ?? []);
        return faults.Items;
    }

    /// <summary>The same of regions, links and data sets alone, of a fleet whose nodes are told by others.</summary>
    public static IReadOnlyList<SpecificationFault> FaultsOfRegions(Fleet fleet)
    {
        var faults = new SpecificationFaults();
        FindInRegions(fleet, faults);
        return faults.Items;
    }

    // The names of regions that are known.
    private static KnownNames FindInRegions(Fleet fleet, SpecificationFaults faults)
    {
        var regions = fleet.Regions ?? [];
        RequireList("regions", fleet.Regions, faults);
        RegionCheck.Find(regions, faults);
        var known = KnownNames.Of(regions.Count > 0
            ? regions.Select(region => region?.Name)
            : (fleet.Nodes ?? []).Select(node => node?.Place?.Region));
        RequireList("links", fleet.Links, faults);
        new LinkCheck(known, faults).Find(fleet.Links ?? []);
        RequireList("datasets", fleet.DataSets, faults);
        new DataSetCheck(known, faults).Find(fleet.DataSets ?? []);
        return known;
    }

    private static void RequireList(string key, object? list, SpecificationFaults faults)
    {
        if (list is null) faults.Add(key, "the list is missing", "leave it empty when there is none");
    }
}

namespace Headroom.Cluster.Fleets.Checks;

/// <summary>Faults of the regions, in their order.</summary>
internal static class RegionCheck
{
    /// <summary>Finds them.</summary>
    public static void Find(IReadOnlyList<Region> regions, SpecificationFaults faults)
    {
        if (regions.Count > Region.CountMax)
        {
            faults.Add(
                "regions",
                $"there are {regions.Count} regions, and {Region.CountMax} are the most",
                "leave out those without nodes and data");
            return;
        }

        var names = new FleetNames("regions", faults);
        for (var index = 0; index < regions.Count && !faults.IsFull; index++)
        {
            var key = $"regions[{index}]";
            names.Find($"{key}.name", regions[index]?.Name, index);
            PlaceCheck.RequireNoSlash($"{key}.name", regions[index]?.Name, faults);
            FindInCurve($"{key}.pricePerGpuHour", regions[index]?.PricePerGpuHour, faults.RequireMilli, faults);
            FindInCurve($"{key}.gramsCarbonPerGpuHour", regions[index]?.CarbonPerGpuHour, faults.Require, faults);
        }
    }

    private static void FindInCurve(
        string key, HourlyCurve? curve, Func<string, long, long, long, bool> require, SpecificationFaults faults)
    {
        var hours = curve?.Hours;
        if (hours is null)
        {
            faults.Add(key, "the curve is missing", "leave it empty for 0 at any time");
            return;
        }
        if (hours.Count > HourlyCurve.HoursMax)
        {
            faults.Add(
                key,
                $"there are {hours.Count} hours, and {HourlyCurve.HoursMax} are the most",
                "write a year at most; it repeats");
            return;
        }

        for (var hour = 0; hour < hours.Count; hour++)
        {
            if (!require($"{key}[{hour}]", hours[hour], 0, HourlyCurve.ValueMax)) return;
        }
    }
}

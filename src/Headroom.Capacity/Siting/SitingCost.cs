namespace Headroom.Capacity.Siting;

/// <summary>What an accelerator costs at a place.</summary>
public static class SitingCost
{
    private const double HoursAYear = 8760;
    private const double KilogramsATonne = 1000;

    /// <summary>
    /// Cost of an hour of one accelerator of a new hall: its part of hall and chips over their lives, power and carbon.
    /// Every hour counts, so that at half use a useful hour costs twice as much.
    /// </summary>
    public static double PerGpuHour(SitingCase problem, SitingOption option) =>
        option.YearlyCost(problem.Interest) / option.Gpus / HoursAYear
        + option.Kilowatts * PerKilowattHour(problem, option.Place);

    /// <summary>Cost of a kilowatt-hour at the chips of a place: the site's other power and carbon are in it.</summary>
    internal static double PerKilowattHour(SitingCase problem, SitingCluster place) =>
        place.Pue * (place.PowerPrice + place.Carbon / KilogramsATonne * problem.CarbonPrice);
}

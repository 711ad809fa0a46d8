using Headroom.Capacity.Planning;

namespace Headroom.Capacity.Siting;

/// <summary>What an accelerator costs at a place.</summary>
public static class SitingCost
{
    private const double HoursAYear = 8760;
    private const double KilogramsATonne = 1000;

    /// <summary>
    /// Cost of an hour of one accelerator of a new hall: its part of the hall over the hall's life, power and carbon.
    /// Every hour counts, so that at half use a useful hour costs twice as much.
    /// </summary>
    public static double PerGpuHour(SitingCase problem, SitingCluster place)
    {
        var own = place.HallCost * (1 - place.Subsidy) * Ownership.Annuity(problem.Interest, place.LifeYears);
        return own / place.HallGpus / HoursAYear
            + problem.ChipKilowatts * place.Pue
            * (place.PowerPrice + place.Carbon / KilogramsATonne * problem.CarbonPrice);
    }
}

namespace Headroom.Capacity.Planning;

/// <summary>What a site costs a year, its purchases spread over their lives.</summary>
public static class Ownership
{
    /// <summary>What a purchase of 1 costs a year over its life at a rate of interest: r / (1 - (1 + r)^-n).</summary>
    public static double Annuity(double rate, double years) =>
        rate > 0 ? rate / (1 - Math.Pow(1 + rate, -years)) : 1 / years;

    /// <summary>Cost a year of chips and buildings that live differently long, and of running them.</summary>
    public static double PerYear(
        double chips, double chipYears, double facility, double facilityYears, double running, double rate) =>
        chips * Annuity(rate, chipYears) + facility * Annuity(rate, facilityYears) + running;
}

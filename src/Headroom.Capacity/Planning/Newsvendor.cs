namespace Headroom.Capacity.Planning;

/// <summary>How surely demand should be met, from what it costs to miss it and what it costs to stand idle.</summary>
public static class Newsvendor
{
    /// <summary>
    /// The quantile of demand to plan for: shortage cost over the sum of both (Arrow, Harris and Marschak, "Optimal
    /// inventory policy", Econometrica 19, 1951). Costs are for each unit of demand, in any one currency.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A cost is not above zero.</exception>
    public static double Quantile(double shortageCost, double idleCost)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shortageCost);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(idleCost);
        return shortageCost / (shortageCost + idleCost);
    }
}

namespace Headroom.Capacity.Planning;

/// <summary>What lead time costs while demand grows.</summary>
public static class LeadTime
{
    /// <summary>
    /// Share of demand that capacity covers on the day it opens, when it was ordered to match the demand of the day of
    /// the order: 2^(-lead time / doubling time), both in the same unit.
    /// </summary>
    public static double Cover(double leadTime, double doublingTime) => Math.Pow(2, -leadTime / doublingTime);

    /// <summary>
    /// Doubling time of demand in effect, while the compute that a result takes halves in <paramref name="halving"/>;
    /// infinite where that outruns growth.
    /// </summary>
    public static double NetDoubling(double doubling, double halving)
    {
        var rate = 1 / doubling - 1 / halving;
        return rate > 0 ? 1 / rate : double.PositiveInfinity;
    }
}

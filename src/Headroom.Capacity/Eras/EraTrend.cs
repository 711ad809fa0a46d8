namespace Headroom.Capacity.Eras;

/// <summary>
/// A straight line through the logarithms of training compute over days, as Sevilla et al. fit it ("Compute trends
/// across three eras of machine learning", 2022, arXiv:2202.05924): years of 365 days, months of 30.
/// </summary>
/// <param name="Count">Systems it is fitted to.</param>
/// <param name="SlopePerDay">Orders of magnitude a day.</param>
/// <param name="Height">Logarithm to base 10 on the first day.</param>
/// <param name="FirstDay">Day of the first system.</param>
/// <param name="LastDay">Day of the last system.</param>
/// <param name="Fit">Share of the variance that the line explains, from 0 to 1.</param>
public sealed record EraTrend(int Count, double SlopePerDay, double Height, int FirstDay, int LastDay, double Fit)
{
    /// <summary>Days that the paper takes for a year.</summary>
    public const int DaysAYear = 365;

    /// <summary>Days that the paper takes for a month.</summary>
    public const int DaysAMonth = 30;

    private const double DaysOfCalendar = 365.25;

    /// <summary>Orders of magnitude a year.</summary>
    public double SlopePerYear => SlopePerDay * DaysAYear;

    /// <summary>Factor by which compute grows in a year of the calendar.</summary>
    public double GrowthPerYear => Math.Pow(10, SlopePerDay * DaysOfCalendar);

    /// <summary>Days in which compute doubles; infinite where it does not grow.</summary>
    public double DoublingDays => SlopePerDay > 0 ? Math.Log10(2) / SlopePerDay : double.PositiveInfinity;

    /// <summary>Months of 30 days in which compute doubles.</summary>
    public double DoublingMonths => DoublingDays / DaysAMonth;

    /// <summary>Floating-point operations on the line at its first day.</summary>
    public double FirstOperations => At(FirstDay);

    /// <summary>Floating-point operations on the line at its last day.</summary>
    public double LastOperations => At(LastDay);

    /// <summary>Floating-point operations on the line at a day.</summary>
    public double At(int day) => Math.Pow(10, Height + SlopePerDay * (day - FirstDay));

    /// <summary>The line of least squares; at least two systems of different days.</summary>
    public static EraTrend Of(IReadOnlyList<TrainedSystem> systems)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(systems.Count, 2);
        return Of(
            [.. systems.Select(system => system.Day)], [.. systems.Select(system => Math.Log10(system.Operations))]);
    }

    internal static EraTrend Of(int[] days, double[] heights)
    {
        var (meanDay, meanHeight) = (days.Average(), heights.Average());
        double spread = 0, cross = 0, variance = 0;
        for (var i = 0; i < days.Length; i++)
        {
            spread += (days[i] - meanDay) * (days[i] - meanDay);
            cross += (days[i] - meanDay) * (heights[i] - meanHeight);
            variance += (heights[i] - meanHeight) * (heights[i] - meanHeight);
        }

        var slope = spread > 0 ? cross / spread : 0;
        var (first, last) = (days.Min(), days.Max());
        return new EraTrend(
            days.Length,
            slope,
            meanHeight + slope * (first - meanDay),
            first,
            last,
            spread > 0 && variance > 0 ? cross * cross / (spread * variance) : 0);
    }
}

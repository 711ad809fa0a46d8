namespace Headroom.Capacity.Eras;

/// <summary>What a planner of a year would have been told, and what came.</summary>
/// <param name="Day">Day of the plan.</param>
/// <param name="DoublingMonths">Doubling time of the years before, in months of 30 days.</param>
/// <param name="Told">Floating-point operations of the median system expected after the lead time.</param>
/// <param name="Came">Median of the systems published in the year round that day.</param>
/// <param name="Matched">What a plan that matches the median of its own day would have built.</param>
public sealed record EraBacktest(int Day, double DoublingMonths, double Told, double Came, double Matched)
{
    private const int SystemsLeast = 5;

    /// <summary>Share of what came that the forecast would have covered; above 1 is more than was needed.</summary>
    public double CoverTold => Told / Came;

    /// <summary>Share of what came that a plan for the demand of its day would have covered.</summary>
    public double CoverMatched => Matched / Came;

    /// <summary>
    /// What a plan of so much would have lost, in parts of what capacity for all that came costs: the part that was
    /// missing at its cost, or the part that stood idle.
    /// </summary>
    /// <param name="built">Floating-point operations that were planned for.</param>
    /// <param name="shortageCost">Cost of missing capacity, as a multiple of what that capacity costs.</param>
    /// <param name="idleCost">Cost of idle capacity, as a multiple of what that capacity costs.</param>
    public double Loss(double built, double shortageCost, double idleCost) =>
        (shortageCost * Math.Max(0, Came - built) + idleCost * Math.Max(0, built - Came)) / Came;

    /// <summary>
    /// A plan on the first of January of each year for which systems are known before it and after its lead time.
    /// </summary>
    /// <param name="systems">Systems, in any order.</param>
    /// <param name="leadDays">Days from order to opening.</param>
    /// <param name="windowDays">Days of history that a trend is fitted to.</param>
    public static IReadOnlyList<EraBacktest> Years(
        IReadOnlyList<TrainedSystem> systems, int leadDays, int windowDays)
    {
        var plans = new List<EraBacktest>();
        if (systems.Count == 0) return plans;

        var (first, last) = (systems.Min(system => system.Day), systems.Max(system => system.Day));
        for (var year = DateOnly.FromDayNumber(first).Year + 1; ; year++)
        {
            var day = new DateOnly(year, 1, 1).DayNumber;
            if (day + leadDays > last) return plans;

            var known = systems.Where(system => system.Day < day && system.Day >= day - windowDays).ToArray();
            var now = Around(systems, day - EraTrend.DaysAYear / 2, before: day);
            var then = Around(systems, day + leadDays, before: int.MaxValue);
            if (known.Length < SystemsLeast || now.Length == 0 || then.Length == 0) continue;

            var trend = EraTrend.Of(known);
            plans.Add(new EraBacktest(
                day, trend.DoublingMonths, trend.At(day + leadDays), Median(then), Median(now)));
        }
    }

    private static double[] Around(IReadOnlyList<TrainedSystem> systems, int day, int before) =>
    [
        .. systems
            .Where(system => Math.Abs(system.Day - day) <= EraTrend.DaysAYear / 2 && system.Day < before)
            .Select(system => Math.Log10(system.Operations)).Order(),
    ];

    private static double Median(double[] ascending) => Math.Pow(
        10, (ascending[(ascending.Length - 1) / 2] + ascending[ascending.Length / 2]) / 2);
}

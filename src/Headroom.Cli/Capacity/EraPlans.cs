using Headroom.Capacity.Eras;

namespace Headroom.Cli.Capacity;

/// <summary>What planners of each year would have been told, and what it would have cost.</summary>
/// <param name="Plans">A plan a year, oldest first.</param>
/// <param name="LeadMonths">Months from order to opening.</param>
/// <param name="ShortageCost">Cost of missing capacity, as a multiple of what it costs.</param>
/// <param name="IdleCost">Cost of idle capacity, as a multiple of what it costs.</param>
internal sealed record EraPlans(
    IReadOnlyList<EraBacktest> Plans, int LeadMonths, double ShortageCost, double IdleCost)
{
    /// <summary>Years of history that a planner looks at.</summary>
    public const int HistoryYears = 5;

    /// <summary>Money for a floating-point operation; null where no price is told.</summary>
    public double? Price { get; init; }

    public static IReadOnlyList<EraBacktest> Of(TrainedSystem[] systems, int leadMonths) => EraBacktest.Years(
        systems, leadMonths * EraTrend.DaysAMonth, HistoryYears * EraTrend.DaysAYear);

    /// <summary>Lost by the plan that the trend told, as a share of what capacity for all that came costs.</summary>
    public double LossTold(EraBacktest plan) => plan.Loss(plan.Told, ShortageCost, IdleCost);

    /// <summary>Lost by the plan that matched the demand of its day.</summary>
    public double LossMatched(EraBacktest plan) => plan.Loss(plan.Matched, ShortageCost, IdleCost);

    /// <summary>A loss of a plan in money; null where no price is told.</summary>
    public double? Money(EraBacktest plan, double loss) => loss * plan.Came * Price;

    public static int Year(EraBacktest plan) => DateOnly.FromDayNumber(plan.Day).Year;
}

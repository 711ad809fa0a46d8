namespace Headroom.Metering.Spending;

/// <summary>The time that a budget is for at the moment.</summary>
public static class BudgetTimes
{
    /// <summary>
    /// Begin and end of the period that a time lies in, or of the range that is still to come or over.
    /// </summary>
    /// <param name="budget">The budget.</param>
    /// <param name="calendar">Whose days count.</param>
    /// <param name="now">In milliseconds.</param>
    /// <returns>In milliseconds; no end for one that is for all time.</returns>
    public static (long From, long? Before) At(Budget budget, BillingCalendar calendar, long now)
    {
        if (budget.Period == BudgetPeriod.Total) return (0, null);
        if (budget is { Period: BudgetPeriod.Range, From: { } first, To: { } last })
            return (calendar.BeginOf(first), calendar.BeginOf(last.AddDays(1)));

        var month = BillingMonth.Of(calendar, now);
        return (month.Begin(calendar), month.End(calendar));
    }
}

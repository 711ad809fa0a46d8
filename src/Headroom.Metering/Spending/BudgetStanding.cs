using Headroom.Metering.Pricing;

namespace Headroom.Metering.Spending;

/// <summary>How much of a budget is used.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Micro">Millionths of a resource times a second that count against it.</param>
/// <param name="Cost">
/// What they cost, exactly, in the unit of <see cref="Amounts"/>; 0 for a budget in hours alone.
/// </param>
public sealed record BudgetStanding(Budget Budget, Int128 Micro, Int128 Cost)
{
    // A thousandth of an hour of a resource in millionths of a second.
    private const long MicroOfMilliHour = 3_600_000;

    /// <summary>Whether its end has been reached.</summary>
    public bool IsSpent => HasReached(100);

    /// <summary>Whether its soft end has been reached.</summary>
    public bool IsNear => HasReached(Budget.WarnPercent);

    /// <summary>How much is used, in whole percent rounded down, of hours or of money: whichever is more.</summary>
    public long Percent
    {
        get
        {
            var hours = Budget.MilliHours is { } milli ? PercentOf(Micro, (Int128)milli * MicroOfMilliHour) : 0;
            var money = Budget.MoneyMicro is { } limit ? PercentOf(Cost, (Int128)limit * Amounts.PerMicro) : 0;
            return Math.Max(hours, money);
        }
    }

    /// <summary>
    /// How long it lasts at least, in milliseconds, if from now on everything runs that there is; 0 when it is spent,
    /// <see cref="long.MaxValue"/> when nothing counts against it.
    /// </summary>
    /// <param name="percent">Which part of it is asked for: 100 for all of it.</param>
    /// <param name="milli">Thousandths of resources that can count against it at one time.</param>
    /// <param name="costRate">What those can cost in a millisecond, in the unit of <see cref="Cost"/>.</param>
    public long LastsFor(int percent, Int128 milli, Int128 costRate)
    {
        var (hours, money) = ((Int128)long.MaxValue, (Int128)long.MaxValue);
        if (Budget.MilliHours is { } limit && milli > 0)
            hours = ((Int128)limit * MicroOfMilliHour * percent / 100 - Micro) / milli;
        if (Budget.MoneyMicro is { } most && costRate > 0)
            money = ((Int128)most * Amounts.PerMicro * percent / 100 - Cost) / costRate;

        return (long)Int128.Clamp(Int128.Min(hours, money), 0, long.MaxValue);
    }

    private bool HasReached(int percent) =>
        (Budget.MilliHours is { } milli && Micro * 100 >= (Int128)milli * MicroOfMilliHour * percent)
        || (Budget.MoneyMicro is { } money && Cost * 100 >= (Int128)money * Amounts.PerMicro * percent);

    private static long PercentOf(Int128 used, Int128 limit) =>
        limit == 0 ? 100 : (long)Int128.Min(used * 100 / limit, long.MaxValue);
}

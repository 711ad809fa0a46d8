using System.Globalization;
using Headroom.Metering;

namespace Headroom.Server.Billing;

/// <summary>What is said of budgets.</summary>
internal static class BudgetWords
{
    /// <summary>What whoever submits should know of a budget; null for nothing.</summary>
    public static string? WarningOf(BudgetNow now, PriceList list)
    {
        if (!now.IsCurrent || !now.Standing.IsNear) return null;

        var (tenant, what) = (now.Budget.Tenant, LimitOf(now.Budget, list.Rules!.Currency));
        var percent = now.Budget.WarnPercent.ToString(CultureInfo.InvariantCulture);
        if (!now.Standing.IsSpent)
        {
            var end = EndOf(now, list, ", which is for the time before ");
            return $"{tenant} has used more than {percent} % of its budget of {what}{end}.";
        }

        var until = EndOf(now, list, " until ");
        return now.IsClosing
            ? $"The budget of {tenant} of {what} is used up: jobs wait{until}, or until it is raised."
            : $"{tenant} has used up its budget of {what}; jobs start all the same.";
    }

    private static string LimitOf(Budget budget, Currency currency)
    {
        var hours = budget.MilliHours is { } milli ? $"{Decimal(milli / 1000m)} GPU-hours" : "";
        var money = budget.MoneyMicro is { } micro ? $"{Decimal(Numbers.Micro(micro))} {currency.Code}" : "";
        var both = hours.Length > 0 && money.Length > 0 ? $"{hours} and {money}" : hours + money;
        return budget.Chip.Length > 0 ? $"{both} on {budget.Chip}" : both;
    }

    private static string EndOf(BudgetNow now, PriceList list, string word) => now.Before is { } before
        ? $"{word}{list.Calendar.DayOf(before).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
        : "";

    private static string Decimal(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}

using Headroom.Metering;
using Headroom.Metering.Spending;
using Headroom.Storage;

namespace Headroom.Server.Billing;

/// <summary>How a budget stands at a moment.</summary>
/// <param name="Standing">How much of it is used.</param>
/// <param name="From">Begin of its time, in milliseconds.</param>
/// <param name="Before">End of its time, in milliseconds; null for none.</param>
/// <param name="IsCurrent">Whether now lies in it.</param>
internal sealed record BudgetNow(BudgetStanding Standing, long From, long? Before, bool IsCurrent)
{
    /// <summary>The budget.</summary>
    public Budget Budget => Standing.Budget;

    /// <summary>Whether nothing of its tenant may start.</summary>
    public bool IsClosing => IsCurrent && Budget.Stops && Standing.IsSpent;

    /// <summary>Budgets as they stand, in their order.</summary>
    /// <param name="store">The store.</param>
    /// <param name="list">Prices and budgets.</param>
    /// <param name="now">In milliseconds.</param>
    /// <param name="tenant">Only those of this tenant; null for all.</param>
    /// <param name="cancellation">Ends the read.</param>
    public static async Task<IReadOnlyList<BudgetNow>> AllAsync(
        Store store, PriceList list, long now, string? tenant, CancellationToken cancellation)
    {
        var meters = (list.Rules?.Budgets ?? [])
            .Where(budget => tenant is null || budget.Tenant == tenant)
            .Select(budget => (
                Meter: new BudgetMeter(budget, list.Book),
                Budget: budget,
                Time: BudgetTimes.At(budget, list.Calendar, now)))
            .ToList();

        // One read for all budgets of a tenant that are for the same time.
        foreach (var group in meters.GroupBy(one => (one.Budget.Tenant, one.Time)))
        {
            var ((name, (from, before)), counting) = (group.Key, group.Select(one => one.Meter).ToList());
            if (from > now) continue;

            await Using.VisitAsync(
                store, from, before, now, name, part => counting.ForEach(meter => meter.Add(part)), cancellation);
        }

        return
        [
            .. meters.Select(one => new BudgetNow(
                one.Meter.Standing,
                one.Time.From,
                one.Time.Before,
                one.Time.From <= now && !(one.Time.Before <= now))),
        ];
    }
}

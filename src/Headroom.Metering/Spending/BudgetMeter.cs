using Headroom.Cluster.Tenancy;
using Headroom.Metering.Pricing;

namespace Headroom.Metering.Spending;

/// <summary>Adds up what counts against one budget. Not thread-safe.</summary>
/// <param name="budget">The budget.</param>
/// <param name="book">Prices.</param>
public sealed class BudgetMeter(Budget budget, PriceBook book)
{
    private Int128 _micro;
    private Int128 _cost;

    /// <summary>How the budget stands.</summary>
    public BudgetStanding Standing => new(budget, _micro, _cost);

    /// <summary>Adds a part, which lies within the period.</summary>
    public void Add(UsePart part)
    {
        if (part.Tenant != budget.Tenant || (budget.Chip.Length > 0 && budget.Chip != part.Chip)) return;

        // Hours are those of accelerators.
        if (part.Chip != Quota.Cpu || budget.Chip.Length > 0) _micro += part.Micro;
        if (budget.MoneyMicro is null) return;

        foreach (var piece in Piece.Of(part, book)) _cost += piece.Cost;
    }
}

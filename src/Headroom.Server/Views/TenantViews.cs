using Headroom.Client.Billing;
using Headroom.Client.Pool;
using Headroom.Metering.Accounts;
using Headroom.Server.Access;
using Headroom.Server.Billing;
using Headroom.Server.Loop;

namespace Headroom.Server.Views;

/// <summary>Tenants as the API shows them.</summary>
internal static class TenantViews
{
    /// <summary>The tenants that a bearer may see, with their queues that take jobs.</summary>
    public static IReadOnlyList<(QueueView Top, IReadOnlyList<string> Queues)> Of(LoopState state, Bearer bearer) =>
    [
        .. PoolViews.QueuesOf(state, bearer)
            .Where(queue => queue.Parent.Length == 0)
            .Select(queue => (queue, Tenants.QueuesOf(state.Tree, bearer with { Tenant = queue.Name }))),
    ];

    /// <summary>A tenant.</summary>
    /// <param name="top">Its outermost queue.</param>
    /// <param name="queues">Its queues that take jobs.</param>
    /// <param name="used">What it used this month, by tenant and chip model.</param>
    /// <param name="budgets">Budgets of all tenants.</param>
    /// <param name="prices">Prices.</param>
    public static TenantView Of(
        QueueView top,
        IReadOnlyList<string> queues,
        IReadOnlyList<UsageRow> used,
        IReadOnlyList<BudgetNow> budgets,
        PriceList prices)
    {
        var own = used.Where(row => row.Tenant == top.Name).ToList();
        var currency = prices.Rules?.Currency;
        return new TenantView
        {
            Name = top.Name,
            Queues = queues,
            Waiting = top.Waiting,
            Running = top.Running,
            GpuSeconds = UsageViews.GpuSecondsOf(own),
            Cost = UsageViews.CostOf(own, currency),
            Currency = currency?.Code,
            Budgets =
            [
                .. budgets.Where(budget => budget.Budget.Tenant == top.Name).Select(budget => Of(budget, prices)),
            ],
        };
    }

    private static BudgetView Of(BudgetNow now, PriceList prices) => new()
    {
        Period = (BudgetSpan)now.Budget.Period,
        From = now.From,
        Before = now.Before,
        Chip = now.Budget.Chip,
        Hours = now.Budget.MilliHours / 1000m,
        SecondsUsed = Numbers.Seconds(now.Standing.Micro),
        Money = now.Budget.MoneyMicro is { } money ? Numbers.Micro(money) : null,
        MoneyUsed = now.Budget.MoneyMicro is null ? null : Numbers.Money(now.Standing.Cost, prices.Rules!.Currency),
        Percent = now.Standing.Percent,
        Warn = now.Budget.WarnPercent,
        Stops = now.Budget.Stops,
        State = !now.IsCurrent ? BudgetState.Elsewhen
            : now.Standing.IsSpent ? BudgetState.Spent
            : now.Standing.IsNear ? BudgetState.Near
            : BudgetState.Open,
    };
}

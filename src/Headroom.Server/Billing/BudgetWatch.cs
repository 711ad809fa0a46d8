using Headroom.Cluster.Events;
using Headroom.Server.Loop;
using Headroom.Storage;
using Headroom.Storage.Faults;

namespace Headroom.Server.Billing;

/// <summary>
/// Closes tenants whose budget is used up, and opens them again. It looks when a budget can be spent at the earliest,
/// at most once a second, and never in a cycle.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="lists">Prices and budgets.</param>
/// <param name="loop">Changes the state.</param>
/// <param name="time">The clock.</param>
/// <param name="log">What an operator should know.</param>
internal sealed class BudgetWatch(
    Store store, PriceLists lists, ControlLoop loop, TimeProvider time, ILogger log) : IDisposable
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _changed = new(0);
    private BudgetOrder _last = BudgetOrder.None;

    /// <summary>Prices or budgets have changed: looks again at once.</summary>
    public void Wake() => _changed.Release();

    /// <summary>Looks again and again until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var rest = Least;
            try
            {
                rest = await CheckAsync(stopping);
            }
            catch (Exception fault) when (fault is StoreException or Refusal && !stopping.IsCancellationRequested)
            {
                log.BudgetsNotChecked(fault);
            }

            await Task.Delay(Least, time, stopping);
            if (rest > Least) await _changed.WaitAsync(rest - Least, stopping);
        }
    }

    /// <summary>Looks once. How long nothing needs to be looked at.</summary>
    public async Task<TimeSpan> CheckAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var list = await lists.ReadAsync(stopping);
        var budgets = await BudgetNow.AllAsync(store, list, now, tenant: null, stopping);
        var order = BudgetOrder.Of(budgets, list);
        if (!order.Equals(_last))
        {
            foreach (var warning in order.NewerThan(_last)) log.BudgetEnds(warning);
            await loop.DoCertainlyAsync(turn => Apply(turn, order));
            _last = order;
        }

        var due = budgets.Select(budget => DueIn(budget, list, now)).Append((long)Most.TotalMilliseconds).Min();
        return TimeSpan.FromMilliseconds(due);
    }

    /// <inheritdoc/>
    public void Dispose() => _changed.Dispose();

    private static bool Apply(Turn turn, BudgetOrder order)
    {
        turn.State.BudgetWarnings = order.Warnings;
        var spent = turn.State.Cluster.Spent;
        foreach (var (tenant, until) in order.Closed)
        {
            if (!spent.TryGetValue(tenant, out var known) || known != until)
                turn.Certain(new BudgetSpent(turn.Now, tenant, until));
        }

        foreach (var tenant in spent.Keys.Where(tenant => !order.Closed.ContainsKey(tenant)).ToList())
            turn.Certain(new BudgetRenewed(turn.Now, tenant));

        return true;
    }

    private long DueIn(BudgetNow budget, PriceList list, long now)
    {
        var end = budget.IsCurrent || budget.From <= now ? budget.Before : budget.From;
        var left = end is { } at && at > now ? at - now : long.MaxValue;
        if (!budget.IsCurrent || budget.Standing.IsSpent) return left;

        // All that can run at one time.
        var resources = store.Resources;
        var (milli, rate) = ((Int128)0, (Int128)0);
        for (var resource = 0; resource < resources.Count; resource++)
        {
            var chip = resources[resource];
            if (budget.Budget.Chip.Length > 0 && budget.Budget.Chip != chip) continue;

            rate += (Int128)resources.Capacity[resource] * list.Book.HighestOf(chip);
            if (resource != resources.Cpu || budget.Budget.Chip.Length > 0) milli += resources.Capacity[resource];
        }

        var percent = budget.Standing.IsNear ? 100 : budget.Budget.WarnPercent;
        return Math.Min(left, budget.Standing.LastsFor(percent, milli, rate));
    }
}

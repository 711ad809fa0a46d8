using Headroom.Client.Billing;
using Headroom.Metering;
using Headroom.Metering.Accounts;
using Headroom.Server.Access;
using Headroom.Server.Billing;
using Headroom.Server.Loop;
using Headroom.Server.Views;
using Headroom.Storage;

namespace Headroom.Server.Api;

/// <summary>
/// What was used, invoices and tenants over HTTP. Whoever speaks for a tenant is shown that one alone.
/// </summary>
internal static class UsageEndpoints
{
    private static readonly (string Word, UsageKeys Key)[] Keys =
    [
        ("tenant", UsageKeys.Tenant), ("chip", UsageKeys.Chip), ("region", UsageKeys.Region), ("job", UsageKeys.Job),
        ("day", UsageKeys.Day),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/usage", UsageAsync).WithName("getUsage").Produces<UsageView>()
            .WithSummary("What was used, and what it costs.");
        api.MapGet("/invoices", InvoicesAsync).WithName("listInvoices").Produces<IReadOnlyList<InvoiceView>>()
            .WithSummary("Invoices of a month.");
        api.MapGet("/tenants", TenantsAsync).WithName("listTenants").Produces<IReadOnlyList<TenantView>>()
            .WithSummary("Tenants, what they use and have left.");
    }

    private static async Task<IResult> UsageAsync(
        HttpContext context,
        Store store,
        PriceLists prices,
        TimeProvider time,
        string? tenant = null,
        DateOnly? from = null,
        DateOnly? to = null,
        string by = "tenant,chip,region")
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        var keys = KeysOf(by);
        var (list, now) = (await prices.ReadAsync(context.RequestAborted), time.GetUtcNow().ToUnixTimeMilliseconds());
        var (first, last) = DaysOf(list.Calendar, now, from, to);
        var meter = new UsageMeter(list.Book, list.Calendar, keys | UsageKeys.Chip);
        var (begin, end) = (list.Calendar.BeginOf(first), list.Calendar.BeginOf(last.AddDays(1)));
        await Using.VisitAsync(store, begin, end, now, TenantOf(bearer, tenant), meter.Add, context.RequestAborted);
        if (meter.IsTooLarge)
        {
            throw new Refusal(
                RefusalKind.Invalid, $"There are more than {UsageMeter.RowsMax} rows", "ask for fewer days, or by less");
        }

        var (rows, currency) = (meter.Rows, list.Rules?.Currency);
        return TypedResults.Ok(new UsageView
        {
            From = begin,
            Before = end,
            Now = now,
            Currency = currency?.Code,
            Rows = UsageViews.RowsOf(rows, keys, currency),
            GpuSeconds = UsageViews.GpuSecondsOf(rows),
            Cost = UsageViews.CostOf(rows, currency),
        });
    }

    private static async Task<IResult> InvoicesAsync(
        HttpContext context,
        Store store,
        PriceLists prices,
        TimeProvider time,
        string? month = null,
        string? tenant = null)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        var (list, now) = (await prices.ReadAsync(context.RequestAborted), time.GetUtcNow().ToUnixTimeMilliseconds());
        if (list.Rules is not { } rules) throw BillingEndpoints.None();

        var of = BillingMonth.Of(list.Calendar, now);
        if (month is not null && !BillingMonth.TryParse(month, out of))
            throw Fault("month", "That is no month", "write one such as 2026-11");

        var book = new InvoiceBook(list.Book, rules.Currency);
        await Using.VisitAsync(
            store, of.Begin(list.Calendar), of.End(list.Calendar), now, TenantOf(bearer, tenant), book.Add,
            context.RequestAborted);
        return TypedResults.Ok(book.Invoices.Select(invoice => UsageViews.Of(invoice, of, list, now)).ToList());
    }

    private static async Task<IResult> TenantsAsync(
        HttpContext context, Store store, ControlLoop loop, PriceLists prices, TimeProvider time)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        var (list, now) = (await prices.ReadAsync(context.RequestAborted), time.GetUtcNow().ToUnixTimeMilliseconds());
        var (month, own) = (BillingMonth.Of(list.Calendar, now), TenantOf(bearer, asked: null));
        var meter = new UsageMeter(list.Book, list.Calendar, UsageKeys.Tenant | UsageKeys.Chip);
        await Using.VisitAsync(
            store, month.Begin(list.Calendar), month.End(list.Calendar), now, own, meter.Add, context.RequestAborted);
        var budgets = await BudgetNow.AllAsync(store, list, now, own, context.RequestAborted);
        var used = meter.Rows;
        var tenants = await loop.DoAsync(turn => TenantViews.Of(turn.State, bearer));
        return TypedResults.Ok(
            tenants.Select(tenant => TenantViews.Of(tenant.Top, tenant.Queues, used, budgets, list)).ToList());
    }

    private static string? TenantOf(Bearer bearer, string? asked) => bearer.Tenant.Length > 0 ? bearer.Tenant : asked;

    private static UsageKeys KeysOf(string by)
    {
        var keys = UsageKeys.None;
        foreach (var word in by.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var index = Array.FindIndex(Keys, key => key.Word == word);
            if (index < 0)
                throw Fault("by", $"Use is not told apart by '{word}'", "ask for tenant, chip, region, job or day");

            keys |= Keys[index].Key;
        }

        return keys;
    }

    private static (DateOnly First, DateOnly Last) DaysOf(
        BillingCalendar calendar, long now, DateOnly? from, DateOnly? to)
    {
        var last = to ?? calendar.DayOf(now);
        var first = from ?? BillingMonth.Of(calendar, now).First;
        if (from is null && first > last) first = new DateOnly(last.Year, last.Month, 1);
        return first <= last && first.Year >= 1970 && last.Year < BillingMonth.YearEnd
            ? (first, last)
            : throw Fault(
                "to", "The last day is before the first, or they are out of range", "write days from 1970 to 3999");
    }

    private static Refusal Fault(string key, string sentence, string remedy) =>
        new(RefusalKind.Invalid, sentence, remedy) { Key = key };
}

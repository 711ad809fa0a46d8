using System.Globalization;
using System.Text.Json;
using Headroom.Client.Billing;
using Headroom.Client.Wire;
using Headroom.Metering.Pricing;
using Headroom.Server.Access;
using Headroom.Server.Billing;
using Headroom.Server.Loop;
using Headroom.Storage.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Headroom.Server.Api;

/// <summary>Prices and budgets over HTTP.</summary>
internal static class BillingEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/billing", FindAsync).WithName("getBilling").Produces<BillingView>()
            .WithSummary("Prices and budgets as they are now.");
        api.MapPut("/billing", ApplyAsync).WithName("applyBilling").Produces<BillingView>()
            .WithSummary("Gives other prices and budgets.");
    }

    private static async Task<IResult> FindAsync(HttpContext context, PriceLists prices)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        var list = await prices.ReadAsync(context.RequestAborted);
        return list.Newest is { } newest ? Answer(context, bearer, newest) : throw None();
    }

    private static async Task<IResult> ApplyAsync(
        HttpContext context, BillingRequest request, PriceLists prices, BudgetWatch budgets, ControlLoop loop)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Admin);
        if (bearer.Tenant.Length > 0)
            throw new Refusal(RefusalKind.Forbidden, "Prices are for all tenants", "ask an admin of the whole pool");

        var rules = RulesForm.Of(request);
        await prices.Changing.WaitAsync(context.RequestAborted);
        try
        {
            var list = await prices.ReadAsync(context.RequestAborted);
            RequireMatch(context, list.Newest?.Version ?? 0);
            if (list.Rules is { } before && (before.Currency != rules.Currency || before.Calendar != rules.Calendar))
            {
                throw new Refusal(
                    RefusalKind.Conflict,
                    $"Currency and zone stay {before.Currency.Code}, with {before.Currency.Digits} digits, and "
                        + $"{PriceLists.RequestOf(list.Newest!).Zone}: invoices of the past would change with them",
                    "leave them as they are");
            }

            var made = await loop.DoAsync(turn =>
            {
                RequireTenants(turn, request);
                var version = new SettingVersion(
                    PriceLists.Setting,
                    (list.Newest?.Version ?? 0) + 1,
                    turn.Now,
                    bearer.Name,
                    JsonSerializer.Serialize(request, ApiJson.Options));
                turn.Add(version);
                turn.Add(new AuditEntry(
                    turn.Now, bearer.Name, "billing.apply", version.Version.ToString(CultureInfo.InvariantCulture)));
                return version;
            });
            budgets.Wake();
            return Answer(context, bearer, made);
        }
        finally
        {
            prices.Changing.Release();
        }
    }

    /// <summary>There are no prices yet.</summary>
    public static Refusal None() =>
        new(RefusalKind.NotFound, "There are no prices yet", "an admin gives them with 'headroom billing apply'");

    private static Ok<BillingView> Answer(HttpContext context, Bearer bearer, SettingVersion version)
    {
        context.Response.Headers.ETag = Etags.Of(version.Version);
        var rules = PriceLists.RequestOf(version);
        return TypedResults.Ok(new BillingView(
            version.Version,
            version.At,
            version.Author,
            rules with { Budgets = [.. rules.Budgets.Where(budget => bearer.Sees(budget.Tenant))] },
            version.Version == 1 ? null : PriceBook.HoldsFrom(isFirst: false, version.At)));
    }

    private static void RequireMatch(HttpContext context, long version)
    {
        if (Etags.VersionAskedBy(context.Request) is not { } asked || asked == version) return;

        throw new Refusal(
            RefusalKind.Stale,
            $"Prices have changed since: version {version} holds",
            "look at them with 'headroom billing show' and apply again");
    }

    private static void RequireTenants(Turn turn, BillingRequest request)
    {
        var tree = turn.State.Tree;
        for (var index = 0; index < request.Budgets.Count; index++)
        {
            var queue = tree.IndexOf(request.Budgets[index].Tenant);
            if (queue > 0 && tree.DepthOf(queue) == 1) continue;

            throw new Refusal(
                RefusalKind.Invalid,
                $"There is no tenant '{request.Budgets[index].Tenant}'",
                "see them with 'headroom tenants'")
            {
                Key = $"budgets[{index}].tenant",
            };
        }
    }
}

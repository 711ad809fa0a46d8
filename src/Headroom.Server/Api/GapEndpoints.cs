using Headroom.Capacity.Ladder;
using Headroom.Client.Planning;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Server.Planning;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Headroom.Server.Api;

/// <summary>The gap over HTTP.</summary>
internal static class GapEndpoints
{
    private const double AmountMost = 1e15;
    private const double ShareLeast = 0.001;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/gap", GapAsync).WithName("getGap").Produces<GapView>()
            .WithSummary(
                "What the pool has, step by step, against all that was asked of it; for those who see every tenant.");
        api.MapGet("/gap/quoted", Quoted).WithName("readQuotedGap").Produces<IReadOnlyList<GapReadingView>>()
            .WithSummary("A quoted shortfall, read as nameplate and as useful work; by default that of China in 2023.");
    }

    private static async Task<IResult> GapAsync(
        HttpContext context,
        PoolGap gap,
        int? days = null,
        int? ahead = null,
        double? busy = null,
        double? mfu = null,
        [FromQuery(Name = "lead_months")] double? leadMonths = null,
        [FromQuery(Name = "doubling_months")] double? doublingMonths = null,
        bool share = false)
    {
        if (JobEndpoints.BearerOf(context, Role.Viewer).Tenant.Length > 0)
        {
            throw new Refusal(
                RefusalKind.Forbidden, "The gap is of every tenant",
                "ask for a token of an operator, of scope 'pool:read'");
        }

        var filter = new GapFilter
        {
            Days = days,
            Ahead = ahead,
            Busy = busy,
            Mfu = mfu,
            LeadMonths = leadMonths,
            DoublingMonths = doublingMonths,
            Share = share,
        };
        return TypedResults.Ok(await gap.MeasureAsync(GapQuestion.Checked(filter), context.RequestAborted));
    }

    private static Ok<GapReadingView[]> Quoted(
        HttpContext context,
        double demand = 123.6,
        double supply = 57.9,
        double use = 0.3,
        [FromQuery(Name = "better_use")] double betterUse = 0.6)
    {
        JobEndpoints.BearerOf(context, Role.Viewer);
        GapQuestion.Within("demand", demand, 0, AmountMost);
        GapQuestion.Within("supply", supply, 0, AmountMost);
        GapQuestion.Within("use", use, ShareLeast, 1);
        GapQuestion.Within("better_use", betterUse, ShareLeast, 1);
        return TypedResults.Ok(new[] { GapUnit.Nameplate, GapUnit.Useful }
            .Select(unit => GapViews.Of(GapReading.Of(unit, demand, supply, use), betterUse)).ToArray());
    }
}

using Headroom.Client.Exchange;
using Headroom.Server.Access;
using Headroom.Server.Loop;
using Headroom.Server.Market;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Headroom.Server.Api;

/// <summary>The exchange over HTTP. What is done there its author signs elsewhere; the server only takes it.</summary>
internal static class ExchangeEndpoints
{
    private const int Usual = 100;

    public static void Map(RouteGroupBuilder api)
    {
        var exchange = api.MapGroup("/exchange");
        exchange.MapGet("", Find).WithName("getExchange").Produces<ExchangeView>()
            .WithSummary("The exchange that the pool keeps, with the head of its journal.");
        exchange.MapPost("/events", TellAsync).WithName("tellExchange").Produces<EventTaken>(StatusCodes.Status201Created)
            .WithSummary("Takes an event that its author signed: an offer, a proposal, a signature, a report, a payment.");
        exchange.MapGet("/listings", Listings).WithName("listListings").Produces<ListingPage>()
            .WithSummary("One page of what is offered now, by id.");
        exchange.MapGet("/listings/{id}", Listing).WithName("getListing").Produces<ListingView>()
            .WithSummary("One listing, withdrawn ones as well.");
        exchange.MapGet("/matches", MatchesAsync).WithName("match").Produces<MatchPage>()
            .WithSummary("The agreements worth making; of one listing also why others are not.");
        exchange.MapGet("/agreements", Agreements).WithName("listAgreements").Produces<AgreementPage>()
            .WithSummary("One page of the agreements that the bearer is a party of, by id.");
        exchange.MapGet("/agreements/{id}", Agreement).WithName("getAgreement").Produces<AgreementView>()
            .WithSummary("One agreement.");
        exchange.MapGet("/statement", Statement).WithName("getStatement").Produces<StatementPage>()
            .WithSummary("Entries and balances of the bearer's own accounts; operators see all.");
        exchange.MapGet("/journal", Journal).WithName("readJournal").Produces<JournalPage>()
            .WithSummary("Rows of the journal that concern the bearer; operators read all of it.");
        exchange.MapGet("/audit", AuditAsync).WithName("auditExchange").Produces<AuditView>()
            .WithSummary("Checks every row of the journal; may take minutes.");
    }

    private static Ok<ExchangeView> Find(HttpContext context, MarketQueries queries)
    {
        JobEndpoints.BearerOf(context, Role.Viewer);
        return TypedResults.Ok(queries.Exchange());
    }

    private static async Task<IResult> TellAsync(HttpContext context, EventRequest request, PoolExchange exchange)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Member);
        var taken = await exchange.TellAsync(bearer, request.Entry, context.RequestAborted);
        return TypedResults.Created($"/api/v1/exchange/journal?after={taken.Row - 1}", taken);
    }

    private static Ok<ListingPage> Listings(
        HttpContext context, MarketQueries queries, string? kind = null, string? after = null, int limit = Usual)
    {
        JobEndpoints.BearerOf(context, Role.Viewer);
        return TypedResults.Ok(queries.Listings(kind, after, Limit(limit)));
    }

    private static Ok<ListingView> Listing(HttpContext context, MarketQueries queries, string id)
    {
        JobEndpoints.BearerOf(context, Role.Viewer);
        return TypedResults.Ok(queries.Listing(id).View);
    }

    private static async Task<IResult> MatchesAsync(
        HttpContext context, MarketQueries queries, string? listing = null, int skip = 0, int limit = Usual)
    {
        JobEndpoints.BearerOf(context, Role.Viewer);
        return TypedResults.Ok(await queries.MatchesAsync(listing, Skip(skip), Limit(limit), context.RequestAborted));
    }

    private static Ok<AgreementPage> Agreements(
        HttpContext context, MarketQueries queries, string? after = null, int limit = Usual)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        return TypedResults.Ok(queries.Agreements(bearer, after, Limit(limit)));
    }

    private static Ok<AgreementView> Agreement(HttpContext context, MarketQueries queries, string id)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        return TypedResults.Ok(queries.Agreement(bearer, id).View);
    }

    private static Ok<StatementPage> Statement(
        HttpContext context, MarketQueries queries, string? owner = null, int skip = 0, int limit = Usual)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        return TypedResults.Ok(queries.Statement(bearer, owner, Skip(skip), Limit(limit)));
    }

    private static Ok<JournalPage> Journal(
        HttpContext context, MarketQueries queries, long after = 0, int limit = Usual)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Viewer);
        if (after < 0) throw new Refusal(RefusalKind.Invalid, "Rows are counted from 1", "ask for those after 0") { Key = "after" };

        return TypedResults.Ok(queries.Journal(bearer, after, Limit(limit)));
    }

    private static async Task<IResult> AuditAsync(HttpContext context, MarketQueries queries)
    {
        var bearer = JobEndpoints.BearerOf(context, Role.Operator);
        if (!bearer.SeesEveryone)
            throw new Refusal(RefusalKind.Forbidden, "The whole journal is of every tenant", "ask an operator of the whole pool");

        return TypedResults.Ok(await queries.AuditAsync(context.RequestAborted));
    }

    private static int Limit(int limit) => limit is >= 1 and <= MarketQueries.LimitMax
        ? limit
        : throw new Refusal(RefusalKind.Invalid, $"A page of {limit} is out of range", $"ask for 1 to {MarketQueries.LimitMax}") { Key = "limit" };

    private static int Skip(int skip) => skip >= 0
        ? skip
        : throw new Refusal(RefusalKind.Invalid, "No fewer than none are left out", "ask for 0 or more") { Key = "skip" };
}

using Headroom.Client.Exchange;
using Headroom.Exchange.Listings;
using Headroom.Server.Access;
using Headroom.Server.Market;
using Headroom.Server.Pages.Layout;

namespace Headroom.Server.Pages.Market;

/// <summary>
/// What is offered on the exchange, who should deal, what was agreed on, what is owed, and that all of it holds.
/// </summary>
internal static class MarketPages
{
    private const int Rows = 50;

    public static void Map(IEndpointRouteBuilder web)
    {
        Map(web, "", (request, _, exchange, queries) => Task.FromResult(Listings(request, exchange, queries)));
        Map(web, "/matches", (request, _, _, queries) => MatchesAsync(request, queries));
        Map(web, "/agreements", (request, bearer, _, queries) => Task.FromResult(Agreements(request, bearer, queries)));
        Map(web, "/agreements/{id}", (request, bearer, exchange, queries) => Task.FromResult(Agreement(request, bearer, exchange, queries)));
        Map(web, "/ledger", (request, bearer, _, queries) => Task.FromResult(Ledger(request, bearer, queries)));
        Map(web, "/audit", AuditAsync);
    }

    private static void Map(
        IEndpointRouteBuilder web, string path,
        Func<PageRequest, Bearer, PoolExchange, MarketQueries, Task<IResult>> show) =>
        web.MapGet(
            $"/exchange{path}",
            (HttpContext context, TimeProvider time, PoolExchange exchange, MarketQueries queries) =>
                Page.AnswerAsync(context, time, (request, bearer) => exchange.IsKept
                    ? show(request, bearer, exchange, queries)
                    : Task.FromResult(Page.Of<NoExchangePage>(request.Frame(Section.Exchange), model: null))));

    private static IResult Listings(PageRequest request, PoolExchange exchange, MarketQueries queries)
    {
        var kind = request.Value("kind");
        var listings = queries.Offered(kind.Length > 0 ? kind : null, After(request), Rows);
        var own = exchange.SightOf(request.Bearer!).Keys;
        return Page.Of<ListingsPage>(
            request.Frame(Section.Exchange),
            new ListingsModel(
                kind, [.. listings.Take(Rows)], own, listings.Count > Rows ? listings[Rows - 1].Id : null));
    }

    private static async Task<IResult> MatchesAsync(PageRequest request, MarketQueries queries)
    {
        IReadOnlyList<Listing> choices =
        [
            .. queries.Offered("data", null, MarketQueries.LimitMax).Take(MarketQueries.LimitMax),
            .. queries.Offered("compute", null, MarketQueries.LimitMax).Take(MarketQueries.LimitMax),
        ];
        var asked = request.Value("listing");
        var usual = choices.Count > 0 ? choices[0] : null;
        var listing = (choices.FirstOrDefault(choice => choice.Id == asked) ?? usual)?.Id;
        var skip = (int)Math.Max(0, request.Number("skip") ?? 0);
        var made = (await queries.MatchesAsync(null, skip: 0, MarketQueries.LimitMax, request.Cancellation)).Made;
        var refused = listing is null
            ? new MatchPage([], [])
            : await queries.MatchesAsync(listing, skip, Rows, request.Cancellation);
        var ids = made.SelectMany(match => (string[])[match.Data, match.Compute, match.Model])
            .Concat(refused.Refused.SelectMany(pair => (string[])[pair.Data, pair.Compute]));
        return Page.Of<MatchesPage>(
            request.Frame(Section.Exchange),
            new MatchesModel(made, listing, choices, refused.Refused, queries.Names(ids), skip, refused.Next));
    }

    private static IResult Agreements(PageRequest request, Bearer bearer, MarketQueries queries)
    {
        var page = queries.Agreements(bearer, After(request), Rows);
        var model = new AgreementsModel(page.Agreements, page.Next);
        return Page.Of<AgreementsPage>(request.Frame(Section.Exchange), model);
    }

    private static IResult Agreement(PageRequest request, Bearer bearer, PoolExchange exchange, MarketQueries queries)
    {
        var (agreement, view) = queries.Agreement(bearer, (string)request.Context.GetRouteValue("id")!);
        var starts = exchange.StartsUnder(agreement.Id).Select(start => new StartedRun(
            start.Job, start.Attempt, start.GpuSeconds, start.At.ToUnixTimeMilliseconds()));
        return Page.Of<AgreementPage>(
            request.Frame(Section.Exchange), new AgreementModel(view, agreement.Terms, [.. starts]));
    }

    private static IResult Ledger(PageRequest request, Bearer bearer, MarketQueries queries)
    {
        var skip = (int)Math.Max(0, request.Number("skip") ?? 0);
        return Page.Of<LedgerPage>(
            request.Frame(Section.Exchange), new LedgerModel(queries.Statement(bearer, owner: null, skip, Rows), skip));
    }

    private static async Task<IResult> AuditAsync(
        PageRequest request, Bearer bearer, PoolExchange exchange, MarketQueries queries)
    {
        var after = (long)Math.Max(0, request.Number("after") ?? 0);
        var mayCheck = exchange.SightOf(bearer).IsAll;
        var check = mayCheck && request.Value("check") == "yes" ? await queries.AuditAsync(request.Cancellation) : null;
        return Page.Of<AuditPage>(
            request.Frame(Section.Exchange),
            new AuditModel(
                queries.Exchange(), queries.Journal(bearer, after, Rows), after, mayCheck, check,
                mayCheck ? await queries.RefusalsAsync(request.Cancellation) : []));
    }

    private static string? After(PageRequest request) => request.Value("after") is { Length: > 0 } after ? after : null;
}

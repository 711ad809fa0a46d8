using Headroom.Client.Exchange;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;
using Headroom.Privacy.Keys;
using Headroom.Server.Access;
using Headroom.Storage;
using Refusal = Headroom.Server.Loop.Refusal;
using RefusalKind = Headroom.Server.Loop.RefusalKind;

namespace Headroom.Server.Market;

/// <summary>
/// Questions about an exchange, for the API and the pages alike. Each answer is a page; what a bearer may not see is as
/// what there is not.
/// </summary>
internal sealed class MarketQueries(PoolExchange exchange, MatchBook matches, Store store, TimeProvider time)
    : IDisposable
{
    /// <summary>Most rows of a page.</summary>
    public const int LimitMax = 1_000;

    // A page of long listings ends earlier, so that no answer is larger than clients read.
    private const int PageCharactersMax = 8 << 20;
    private const int ScannedMax = 100_000;
    private const int RefusalsMax = 100;
    private const int AuditScannedMax = 5_000;

    private readonly SemaphoreSlim _check = new(1);

    /// <summary>The exchange itself.</summary>
    public ExchangeView Exchange() => exchange.Look((journal, _) => MarketViews.Of(journal));

    /// <summary>What is offered now.</summary>
    public ListingPage Listings(string? kind, string? after, int limit) => exchange.Look((journal, index) =>
    {
        var views = Offered(journal, kind, after).Take(limit + 1)
            .Select(listing => MarketViews.Of(listing, journal.State, index));
        var (page, isMore) = Cut(views, limit, view => view.Entry.Length);
        return new ListingPage(page, isMore ? page[^1].Id : null);
    });

    /// <summary>The same with all their terms, for people: one more than the limit where there are more.</summary>
    public IReadOnlyList<Listing> Offered(string? kind, string? after, int limit) =>
        exchange.Look((journal, _) => Offered(journal, kind, after).Take(limit + 1).ToList());

    /// <summary>What listings are called, withdrawn ones as well, by id.</summary>
    public IReadOnlyDictionary<string, string> Names(IEnumerable<string> ids) => exchange.Look((journal, _) =>
        ids.Distinct().Select(journal.State.ListingOf).OfType<Listing>()
            .ToDictionary(one => one.Id, one => one.Terms.Name));

    /// <summary>One listing, withdrawn ones as well.</summary>
    public (Listing Listing, ListingView View) Listing(string id) => exchange.Look((journal, index) =>
        journal.State.ListingOf(id) is { } listing
            ? (listing, MarketViews.Of(listing, journal.State, index))
            : throw None("listing", "see them with 'headroom listings'"));

    /// <summary>Who should deal with whom; of a listing also who should not, from a place on.</summary>
    public Task<MatchPage> MatchesAsync(string? listing, int skip, int limit, CancellationToken cancellation)
    {
        if (listing is not null && Listing(listing).Listing is ModelListing)
            throw new Refusal(RefusalKind.Invalid, "Pairs of data and compute are matched", "name data or compute") { Key = "listing" };

        return matches.AskAsync(
            result =>
            {
                var made = result.Made.Where(
                    match => listing is null || match.Data.Id == listing || match.Compute.Id == listing);
                if (listing is null)
                {
                    var page = made.Skip(skip).Take(limit + 1).Select(MarketViews.Of).ToList();
                    return new MatchPage([.. page.Take(limit)], [], page.Count > limit ? skip + limit : null);
                }

                var refused = result.RefusedOf(listing).Skip(skip).Take(limit + 1).Select(MarketViews.Of).ToList();
                return new MatchPage(
                    [.. made.Take(LimitMax).Select(MarketViews.Of)], [.. refused.Take(limit)],
                    refused.Count > limit ? skip + limit : null);
            },
            cancellation);
    }

    /// <summary>The agreements that a bearer is a party of.</summary>
    public AgreementPage Agreements(Bearer bearer, string? after, int limit) => exchange.Look((journal, index) =>
    {
        var (sight, now) = (exchange.SightOf(bearer), time.GetUtcNow());
        var views = journal.State.Agreements
            .SkipWhile(one => after is not null && string.CompareOrdinal(one.Id, after) <= 0)
            .Where(sight.Of)
            .Take(limit + 1)
            .Select(one => MarketViews.Of(one, journal.State, index, now));
        var (page, isMore) = Cut(views, limit, view => view.Entry.Length + view.Reports.Count * 400);
        return new AgreementPage(page, isMore ? page[^1].Id : null);
    });

    /// <summary>One agreement.</summary>
    public (Agreement Agreement, AgreementView View) Agreement(Bearer bearer, string id) => exchange.Look(
        (journal, index) => journal.State.AgreementOf(id) is { } agreement && exchange.SightOf(bearer).Of(agreement)
            ? (agreement, MarketViews.Of(agreement, journal.State, index, time.GetUtcNow()))
            : throw None("agreement", "see yours with 'headroom agree list'"));

    /// <summary>Entries of accounts from a place on: of an owner, or of all that a bearer may see.</summary>
    public StatementPage Statement(Bearer bearer, string? owner, int skip, int limit) => exchange.Look((journal, _) =>
    {
        var (sight, state) = (exchange.SightOf(bearer), journal.State);
        var account = owner is null ? null : AccountOf(owner);
        // An owner that is not the bearer's is told apart from one that is nowhere by nothing.
        bool IsSeen(string one) => (account is null || one == account) && sight.OfAccount(one, state);
        var lines = journal.Lines.Where(line => IsSeen(line.Account)).Skip(skip).Take(limit + 1).ToList();
        var balances = state.Books.Balances.Where(balance => IsSeen(balance.Account)).Take(LimitMax);
        return new StatementPage(
            [.. lines.Take(limit).Select(MarketViews.Of)], [.. balances.Select(MarketViews.Of)],
            lines.Count > limit ? skip + limit : null);
    });

    /// <summary>Rows of the journal that a bearer may see, after one.</summary>
    public JournalPage Journal(Bearer bearer, long after, int limit) => exchange.Look((journal, index) =>
    {
        var (sight, rows, size) = (exchange.SightOf(bearer), new List<JournalRowView>(), 0);
        var row = (int)Math.Min(after, journal.Events.Count);
        var last = Math.Min(journal.Events.Count, row + ScannedMax);
        for (; row < last && rows.Count < limit && size < PageCharactersMax; row++)
        {
            if (!sight.Of(journal.Events[row], index.About[row], journal.State)) continue;

            rows.Add(MarketViews.RowOf(journal, row + 1, index.About[row]));
            size += rows[^1].Line.Length;
        }

        return new JournalPage(rows, row < journal.Events.Count ? row : null);
    });

    /// <summary>Checks the journal from its first row on.</summary>
    /// <exception cref="Refusal">Another check runs.</exception>
    public async Task<AuditView> AuditAsync(CancellationToken cancellation)
    {
        if (!await _check.WaitAsync(TimeSpan.Zero, cancellation))
            throw new Refusal(RefusalKind.Busy, "The journal is being checked already", "try again when it is done");

        try
        {
            var (journal, fault) = await Task.Run(exchange.Journal.Checked, cancellation);
            return new AuditView(
                journal.Events.Count, journal.Head, fault, MarketViews.AddsUp(journal.State.Books),
                await RefusalsAsync(cancellation));
        }
        catch (IOException fault)
        {
            throw new Refusal(RefusalKind.NotStored, $"The exchange cannot be read ({fault.Message.TrimEnd('.')})", "tell the pool's operator");
        }
        finally
        {
            _check.Release();
        }
    }

    /// <summary>The last events that were refused, the latest first.</summary>
    public async Task<IReadOnlyList<RefusedEventView>> RefusalsAsync(CancellationToken cancellation)
    {
        var audit = await store.Access.AuditAsync(before: null, AuditScannedMax, cancellation);
        return
        [
            .. audit.Select(row => row.Entry).Where(entry => entry.Action == PoolExchange.RefuseAction)
                .Take(RefusalsMax)
                .Select(entry => new RefusedEventView(entry.At, entry.Actor, entry.Subject, entry.Detail)),
        ];
    }

    public void Dispose() => _check.Dispose();

    private static IEnumerable<Listing> Offered(JournalReader journal, string? kind, string? after) =>
        journal.State.Active.Where(listing => kind is null || listing.Kind == kind)
        .SkipWhile(listing => after is not null && string.CompareOrdinal(listing.Id, after) <= 0);

    private static Refusal None(string what, string remedy) => new(RefusalKind.NotFound, $"There is no such {what}", remedy);

    private static string AccountOf(string owner)
    {
        try
        {
            return Sight.AccountOf(owner);
        }
        catch (KeyException fault)
        {
            throw new Refusal(RefusalKind.Invalid, fault.Message.TrimEnd('.'), "send a public key") { Key = "owner" };
        }
    }

    private static (IReadOnlyList<T> Page, bool IsMore) Cut<T>(IEnumerable<T> rows, int limit, Func<T, int> length)
    {
        var (page, size) = (new List<T>(), 0);
        foreach (var row in rows)
        {
            if (page.Count == limit || (page.Count > 0 && size + length(row) > PageCharactersMax)) return (page, true);

            page.Add(row);
            size += length(row);
        }

        return (page, false);
    }
}

using System.Globalization;
using Headroom.Client.Billing;
using Headroom.Client.Exchange;

namespace Headroom.Client;

/// <summary>The exchange that a pool keeps. Thread-safe.</summary>
/// <remarks>Throws as <see cref="HeadroomClient"/> does.</remarks>
public sealed class ExchangeClient
{
    private const string Path = "api/v1/exchange";

    private readonly HeadroomClient _client;

    internal ExchangeClient(HeadroomClient client) => _client = client;

    /// <summary>The exchange itself.</summary>
    public Task<ExchangeView> ViewAsync(CancellationToken cancellation = default) =>
        _client.GetAsync<ExchangeView>(Path, cancellation);

    /// <summary>Has a signed event taken.</summary>
    public Task<EventTaken> TellAsync(EventRequest entry, CancellationToken cancellation = default) =>
        _client.AskAsync<EventRequest, EventTaken>($"{Path}/events", entry, cancellation);

    /// <summary>One page of what is offered now.</summary>
    /// <param name="kind"><c>data</c>, <c>compute</c> or <c>model</c>; null for all.</param>
    /// <param name="after">Where the page begins; null for the first.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<ListingPage> ListingsAsync(string? kind, string? after, CancellationToken cancellation = default) =>
        _client.GetAsync<ListingPage>($"{Path}/listings" + Query.Of(("kind", kind), ("after", after)), cancellation);

    /// <summary>One listing, withdrawn ones as well.</summary>
    public Task<ListingView> ListingAsync(string id, CancellationToken cancellation = default) =>
        _client.GetAsync<ListingView>($"{Path}/listings/{Uri.EscapeDataString(id)}", cancellation);

    /// <summary>One page of who should deal with whom.</summary>
    /// <param name="listing">Also who should not, of this listing; null for neither.</param>
    /// <param name="skip">How many are left out before it.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<MatchPage> MatchesAsync(string? listing, int skip, CancellationToken cancellation = default) =>
        _client.GetAsync<MatchPage>($"{Path}/matches" + Query.Of(("listing", listing), ("skip", Text(skip))), cancellation);

    /// <summary>One page of agreements.</summary>
    public Task<AgreementPage> AgreementsAsync(string? after, CancellationToken cancellation = default) =>
        _client.GetAsync<AgreementPage>($"{Path}/agreements" + Query.Of(("after", after)), cancellation);

    /// <summary>One agreement.</summary>
    public Task<AgreementView> AgreementAsync(string id, CancellationToken cancellation = default) =>
        _client.GetAsync<AgreementView>($"{Path}/agreements/{Uri.EscapeDataString(id)}", cancellation);

    /// <summary>One page of a statement.</summary>
    /// <param name="owner">Key of the owner; null for all that the bearer may see.</param>
    /// <param name="skip">How many entries are left out before it.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<StatementPage> StatementAsync(string? owner, int skip, CancellationToken cancellation = default) =>
        _client.GetAsync<StatementPage>($"{Path}/statement" + Query.Of(("owner", owner), ("skip", Text(skip))), cancellation);

    /// <summary>One page of the journal.</summary>
    /// <param name="after">Row after which it begins; 0 for the first page.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<JournalPage> JournalAsync(long after, CancellationToken cancellation = default) =>
        _client.GetAsync<JournalPage>($"{Path}/journal" + Query.Of(("after", Text(after))), cancellation);

    /// <summary>Checks the journal from its first row on; may take minutes.</summary>
    public Task<AuditView> AuditAsync(CancellationToken cancellation = default) =>
        _client.GetAsync<AuditView>($"{Path}/audit", cancellation);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Security.Cryptography;
using System.Text;
using Headroom.Cli.Outcome;
using Headroom.Cli.Remote;
using Headroom.Client;
using Headroom.Client.Exchange;
using Headroom.Client.Wire;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Matching;
using Headroom.Privacy.Keys;

namespace Headroom.Cli.Exchange;

/// <summary>An exchange that a pool keeps. The server is asked, and what it says is held against signatures.</summary>
/// <param name="server">The server.</param>
/// <param name="clock">The clock.</param>
/// <param name="cancellation">Ends the calls.</param>
internal sealed class ServerExchange(ExchangeClient server, TimeProvider clock, CancellationToken cancellation)
    : IExchange
{
    private const string OutOfOrder = "exchange-out-of-order";
    private const string Replayed = "exchange-replayed";
    private const int TriesMax = 5;

    private readonly Patience _patience = new(clock);

    /// <inheritdoc/>
    public async Task<string> IdAsync() => (await AskAsync(() => server.ViewAsync(cancellation))).Id;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Listing>> ListingsAsync()
    {
        var (id, listings, after) = (await IdAsync(), new List<Listing>(), (string?)null);
        do
        {
            var page = await AskAsync(() => server.ListingsAsync(null, after, cancellation));
            listings.AddRange(page.Listings.Select(view => ServerWords.Listing(view, id)));
            after = page.Next;
        }
        while (after is not null);

        return listings;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SeenAgreement>> AgreementsAsync()
    {
        var (id, agreements, after) = (await IdAsync(), new List<SeenAgreement>(), (string?)null);
        do
        {
            var page = await AskAsync(() => server.AgreementsAsync(after, cancellation));
            agreements.AddRange(page.Agreements.Select(view => ServerWords.Agreement(view, id)));
            after = page.Next;
        }
        while (after is not null);

        return agreements;
    }

    /// <inheritdoc/>
    public async Task<SeenMatches> MatchesAsync(string? listing)
    {
        var listings = (await ListingsAsync()).ToDictionary(one => one.Id, StringComparer.Ordinal);
        var (made, refused, skip) = (new List<Match>(), new List<RefusedPair>(), (int?)0);
        while (skip is { } before)
        {
            var page = await AskAsync(() => server.MatchesAsync(listing, before, cancellation));
            if (listing is null || before == 0)
                made.AddRange(page.Made.Select(view => ServerWords.Match(view, listings)));

            refused.AddRange(page.Refused.Select(view => ServerWords.Refused(view, listings)));
            skip = page.Next;
        }

        return new SeenMatches(made, refused);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StatementLine>> StatementAsync(PublicKey? owner)
    {
        var (lines, skip) = (new List<StatementLine>(), (int?)0);
        while (skip is { } before)
        {
            var page = await AskAsync(() => server.StatementAsync(owner?.ToString(), before, cancellation));
            lines.AddRange(page.Lines.Select(ServerWords.Line));
            skip = page.Next;
        }

        return lines;
    }

    /// <inheritdoc/>
    public async Task<JournalReader> JournalAsync()
    {
        var (reader, after) = (new JournalReader("the server's journal"), (long?)0);
        while (after is { } row)
        {
            var page = await AskAsync(() => server.JournalAsync(row, cancellation));
            if (page.Rows.Any(one => one.Row != reader.Events.Count + 1 && one == page.Rows[0]))
                throw new CommandFailure(ExitCode.NotAuthorised, "the token sees its own rows of the journal alone; an operator of the whole pool reads all of it.");

            reader.Read(Encoding.UTF8.GetBytes(string.Concat(page.Rows.Select(one => one.Line + '\n'))));
            after = page.Next;
        }

        return reader;
    }

    /// <inheritdoc/>
    public async Task<SignedEvent> AddAsync(KeyPair author, ExchangeEvent happened)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var view = await AskAsync(() => server.ViewAsync(cancellation));
                if (view.Id.Length == 0)
                {
                    var opened = new Opened("exchange", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
                    await TellAsync(SignedEvent.Make("", author, clock.GetUtcNow(), opened));
                    view = await AskAsync(() => server.ViewAsync(cancellation));
                }

                // Others' clocks may be a little ahead of this one.
                var last = DateTimeOffset.FromUnixTimeMilliseconds(view.At + 1);
                var now = clock.GetUtcNow();
                var entry = SignedEvent.Make(view.Id, author, now < last ? last : now, happened);
                await TellAsync(entry);
                return entry;
            }
            catch (ApiException fault) when (fault.Problem?.Type == OutOfOrder && tries < TriesMax)
            {
                // Somebody else was faster.
            }
            catch (ApiException fault)
            {
                throw FailureOf(fault);
            }
        }
    }

    // When a connection breaks the same event is sent again: that it is refused then says that it is there.
    private async Task TellAsync(SignedEvent entry)
    {
        var (request, sent) = (new EventRequest { Entry = Encoding.UTF8.GetString(JournalText.Entry(entry)) }, 0);
        try
        {
            await _patience.AskAsync(
                () =>
                {
                    sent++;
                    return server.TellAsync(request, cancellation);
                },
                cancellation);
        }
        catch (ApiException fault) when (sent > 1 && fault.Problem?.Type == Replayed)
        {
        }
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await _patience.AskAsync(ask, cancellation);
        }
        catch (ApiException fault)
        {
            throw FailureOf(fault);
        }
    }

    // As a folder refuses it.
    private static CommandFailure FailureOf(ApiException fault) =>
        fault.Problem?.Type.StartsWith("exchange-", StringComparison.Ordinal) == true
            ? new CommandFailure(ExitCode.Refused, fault.Problem.Title)
            : ServerFailure.Of(fault);
}

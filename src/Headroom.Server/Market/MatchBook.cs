using Headroom.Exchange.Matching;
using Headroom.Server.Loop;

namespace Headroom.Server.Market;

/// <summary>
/// The matching of what is offered now: made when somebody asks, one at a time and beside the loop, and kept until
/// something changes.
/// </summary>
internal sealed class MatchBook(PoolExchange exchange, TimeProvider time) : IDisposable
{
    /// <summary>Most listings of a kind that a server matches: a few seconds of a core.</summary>
    public const int ListingsMax = 2_000;

    private readonly SemaphoreSlim _one = new(1);
    private (long Events, int Count, MatchResult Result)? _last;

    /// <summary>Looks at the matching; nobody else does meanwhile.</summary>
    /// <exception cref="Refusal">There is no exchange, or too much is offered.</exception>
    public async Task<T> AskAsync<T>(Func<MatchResult, T> look, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => look(Now()), cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    // What is over goes away by itself; nothing comes without an event.
    private MatchResult Now()
    {
        var now = time.GetUtcNow();
        var (events, listings) = exchange.Look((journal, _) =>
            (journal.State.Events, journal.State.Active.Where(listing => listing.Terms.Until > now).ToList()));
        if (_last is { } last && last.Events == events && last.Count == listings.Count) return last.Result;

        if (listings.GroupBy(listing => listing.Kind).Any(kind => kind.Count() > ListingsMax))
        {
            throw new Refusal(
                RefusalKind.Conflict, $"More than {ListingsMax} listings of a kind are offered, which a server does not match",
                "an operator writes the journal with 'headroom journal --out', and matches it with 'headroom match'");
        }

        var made = Matcher.Match(listings);
        _last = (events, listings.Count, made);
        return made;
    }
}

using System.Text;
using Headroom.Client.Exchange;
using Headroom.Exchange;
using Headroom.Exchange.Journal;
using Headroom.Server.Access;
using Headroom.Server.Agreements;
using Headroom.Server.Loop;
using Headroom.Storage.Access;
using EventRefusal = Headroom.Exchange.Journal.Refusal;
using EventRefusalKind = Headroom.Exchange.Journal.RefusalKind;
using Refusal = Headroom.Server.Loop.Refusal;
using RefusalKind = Headroom.Server.Loop.RefusalKind;

namespace Headroom.Server.Market;

/// <summary>
/// The exchange that a pool keeps: takes events that their authors signed, and tells each what is his to see.
/// </summary>
/// <param name="journal">Its journal; null where the pool keeps none.</param>
/// <param name="tenants">Whose keys are whose.</param>
/// <param name="loop">Notes what was refused.</param>
/// <param name="time">The clock.</param>
internal sealed class PoolExchange(ExchangeJournal? journal, KeyTenants? tenants, ControlLoop loop, TimeProvider time)
{
    /// <summary>What refused events are called in the audit.</summary>
    public const string RefuseAction = "exchange.refuse";

    // An event in the future would keep out all that happens before it.
    private static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(2);

    private const int NotedPerSecond = 10;
    private const int TriesMax = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly RequestRates _noted = new(time);
    private readonly RowIndex _index = new();

    /// <summary>Whether the pool keeps one.</summary>
    public bool IsKept => journal is not null;

    /// <summary>Its journal.</summary>
    /// <exception cref="Refusal">The pool keeps no exchange.</exception>
    public ExchangeJournal Journal => journal ?? throw new Refusal(
        RefusalKind.NotFound, "This pool keeps no exchange", "have it started with 'headroom up --exchange'");

    /// <summary>What a bearer sees.</summary>
    public Sight SightOf(Bearer bearer) => new(
        bearer.SeesEveryone && bearer.Role <= Role.Operator,
        tenants?.KeysOf(bearer.Tenant) ?? throw new InvalidOperationException("there is no exchange"));

    /// <summary>Holds jobs against agreements; null where the pool keeps no exchange.</summary>
    public AgreementGate? Gate { get; init; }

    /// <summary>The runs that the pool let start under an agreement, in order.</summary>
    public IReadOnlyList<AgreedStart> StartsUnder(string agreement) => Gate?.StartsUnder(agreement) ?? [];

    /// <summary>Looks at all rows; nothing may be kept of them that changes.</summary>
    /// <exception cref="Refusal">There is no exchange, or it cannot be read.</exception>
    public T Look<T>(Func<JournalReader, RowIndex, T> look) => Guarded(() => Journal.Read(read =>
    {
        _index.Follow(read);
        return look(read, _index);
    }));

    /// <summary>Takes an event; it is on the disk before this ends.</summary>
    /// <exception cref="Refusal">It is none, or may not follow.</exception>
    public async Task<EventTaken> TellAsync(Bearer bearer, string text, CancellationToken cancellation)
    {
        var entry = Parsed(text);
        for (var tries = 1; ; tries++)
        {
            try
            {
                var (taken, refusal) = Guarded(() => Journal.Append(draft => Told(bearer, entry, draft)));
                if (refusal is null) return taken!;

                await NoteAsync(bearer, entry, refusal);
                throw EventRefusals.Of(refusal);
            }
            catch (JournalHeldException) when (tries < TriesMax)
            {
                await Task.Delay(Pause, time, cancellation);
            }
            catch (JournalHeldException)
            {
                throw new Refusal(RefusalKind.Busy, "Another program writes to the exchange", "try again");
            }
        }
    }

    private (EventTaken? Taken, EventRefusal? Refusal) Told(Bearer bearer, SignedEvent entry, JournalDraft draft)
    {
        var state = draft.Journal.State;
        if (Barred(bearer, entry, state) is { } barred) return (null, barred);

        // A key is somebody's before its event is there: the other way round a crash would leave it to whoever comes.
        var rows = draft.Journal.Events.Count;
        if (draft.Add(entry) is { } refusal) return (null, refusal);

        if (bearer.Tenant.Length > 0) tenants!.Give(entry.Author.ToString(), bearer.Tenant);
        return (new EventTaken(entry.Id, rows + 1, draft.Journal.Head), null);
    }

    // What an exchange in a folder need not look at: there everyone sees everything, and clocks are its users' own.
    private EventRefusal? Barred(Bearer bearer, SignedEvent entry, ExchangeState state)
    {
        var author = entry.Author.ToString();
        if (entry.Time > time.GetUtcNow() + AheadMax)
            return new(EventRefusalKind.OutOfOrder, FormattableString.Invariant($"it says {entry.Time:u}, which is yet to come; set the clock."));
        if (!entry.Holds(state.Id))
            return new(EventRefusalKind.Forged, $"the key {entry.Author.Id} did not sign it for this exchange.");
        if (tenants!.Of(author) is { } tenant && !bearer.Sees(tenant))
            return new(EventRefusalKind.NotYours, $"the key {entry.Author.Id} is another tenant's.");
        if (entry.Happened is Opened && !SightOf(bearer).IsAll)
            return new(EventRefusalKind.NotYours, "an operator of the whole pool opens its exchange.");

        // Whoever guesses an id must not learn that it was a good one.
        var isHidden = RowIndex.AgreementOf(entry.Happened) is { } id && state.AgreementOf(id) is { } agreement
            && !agreement.IsParty(author) && author != state.Operator?.ToString();
        return isHidden && entry.Happened is not Resolved ? new(EventRefusalKind.Unknown, "there is no such agreement.") : null;
    }

    private async Task NoteAsync(Bearer bearer, SignedEvent entry, EventRefusal refusal)
    {
        if (!EventRefusals.IsNoted(refusal.Kind) || _noted.Add(bearer.Scope, NotedPerSecond) is not null) return;

        await loop.DoAsync(turn =>
        {
            turn.Add(new AuditEntry(
                turn.Now, bearer.Name, RefuseAction, entry.Author.ToString(),
                $"{refusal.Kind} {entry.Happened.GetType().Name}"));
            return true;
        });
    }

    private static SignedEvent Parsed(string text)
    {
        try
        {
            return JournalText.ParseEntry(Encoding.UTF8.GetBytes(text), "entry");
        }
        catch (ExchangeException)
        {
            throw new Refusal(
                RefusalKind.Invalid, "This is no signed event of an exchange", "have it signed by 'headroom', such as 'headroom offer --server'")
            {
                Key = "entry",
            };
        }
    }

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (
            fault is IOException and not JournalHeldException or ExchangeException or UnauthorizedAccessException)
        {
            throw new Refusal(
                RefusalKind.NotStored, $"The exchange cannot be read or written ({fault.Message.TrimEnd('.')})", "tell the pool's operator");
        }
    }
}

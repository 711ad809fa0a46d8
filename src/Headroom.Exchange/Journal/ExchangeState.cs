using Headroom.Exchange.Accounts;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Listings;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Journal;

/// <summary>
/// What follows from the events of an exchange so far. Changes by <see cref="Apply"/> alone; belongs to one thread.
/// </summary>
public sealed class ExchangeState
{
    /// <summary>Most listings of an exchange, withdrawn ones counted.</summary>
    public const int ListingsMax = 1_000_000;

    private const int NameMax = 128;

    private readonly HashSet<string> _seen = [];
    private readonly SortedDictionary<string, Listing> _active = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Listing> _listings = [];
    private readonly HashSet<string> _references = [];
    private readonly Dealing _dealing;

    /// <summary>An exchange that has not begun.</summary>
    public ExchangeState() => _dealing = new Dealing(Books, id => _active.GetValueOrDefault(id));

    /// <summary>The exchange's id; empty before it was opened.</summary>
    public string Id { get; private set; } = "";

    /// <summary>What it is called; empty before it was opened.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Who opened it; null before.</summary>
    public PublicKey? Operator { get; private set; }

    /// <summary>Time of the last event.</summary>
    public DateTimeOffset Time { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Events so far.</summary>
    public long Events { get; private set; }

    /// <summary>Listings that are offered now, by id.</summary>
    public IReadOnlyCollection<Listing> Active => _active.Values;

    /// <summary>A listing by its id, withdrawn ones as well; null where there is none.</summary>
    public Listing? ListingOf(string id) => _listings.GetValueOrDefault(id);

    /// <summary>Whether a listing is offered now.</summary>
    public bool IsActive(string id) => _active.ContainsKey(id);

    /// <summary>What is owed and held, in double entries.</summary>
    public Books Books { get; } = new();

    /// <summary>All agreements, by id.</summary>
    public IReadOnlyCollection<Agreement> Agreements => _dealing.All;

    /// <summary>An agreement by its id; null where there is none.</summary>
    public Agreement? AgreementOf(string id) => _dealing.Of(id);

    /// <summary>Takes an event, or says why it may not follow; then nothing has changed.</summary>
    public Refusal? Apply(SignedEvent entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (Refused(entry) is { } refusal) return refusal;

        Books.Begin();
        if (ApplyOwn(entry) is { } reason) return reason;

        _seen.Add(entry.Id);
        Time = entry.Time;
        Events++;
        return null;
    }

    // What is the same for all events, the cheapest first.
    private Refusal? Refused(SignedEvent entry)
    {
        if ((entry.Happened is Opened) != (Events == 0))
            return new(RefusalKind.OutOfOrder, Events == 0 ? "the exchange has not begun." : "the exchange has begun already.");
        if (entry.Time < Time)
            return new(RefusalKind.OutOfOrder, FormattableString.Invariant($"it says {entry.Time:u}, and the last event happened at {Time:u}; set the clock."));
        if (_seen.Contains(entry.Id)) return new(RefusalKind.Replayed, "it happened already.");
        return entry.Holds(Id) ? null : new(RefusalKind.Forged, $"the key {entry.Author.Id} did not sign it for this exchange.");
    }

    private Refusal? ApplyOwn(SignedEvent entry) => entry.Happened switch
    {
        Opened opened => Open(entry, opened),
        Offered offered => Offer(entry.Author, offered.Listing),
        Withdrawn withdrawn => Withdraw(entry.Author, withdrawn.ListingId),
        Proposed proposed => _dealing.Propose(entry, proposed.Terms),
        Countered countered => _dealing.Counter(entry, countered),
        Agreed agreed => _dealing.Agree(entry, agreed),
        Ended ended => _dealing.End(entry, ended),
        Closed closed => _dealing.Close(entry, closed),
        Reported reported => _dealing.Report(entry, reported),
        Settled settled => _dealing.Settle(entry, settled),
        Disputed disputed => _dealing.Dispute(entry, disputed),
        Resolved resolved => IsOperator(entry) ?? _dealing.Resolve(resolved),
        Deposited paid => IsOperator(entry)
            ?? Pay(AccountNames.Outside, paid.Owner, paid.Currency, paid.Micro, paid.Reference),
        PaidOut paid => IsOperator(entry) ?? Pay(null, paid.Owner, paid.Currency, paid.Micro, paid.Reference),
        var happened => throw new InvalidOperationException($"an event {happened.GetType().Name} has no effect"),
    };

    private Refusal? IsOperator(SignedEvent entry) => entry.Author.ToString() == Operator!.ToString()
        ? null
        : new(RefusalKind.NotYours, "whoever opened the exchange alone may do that.");

    // From outside to the owner, or back where no source is named.
    private Refusal? Pay(string? from, string owner, string currency, long micro, string reference)
    {
        if (micro is < 1 or > Money.MicroMax || currency.Length != 3 || reference.Length is 0 or > NameMax)
            return new(RefusalKind.Invalid, "a payment has an amount, a currency of three letters and a reference.");

        string account;
        try
        {
            account = AccountNames.Owner(PublicKey.Parse(owner));
        }
        catch (KeyException fault)
        {
            return new(RefusalKind.Invalid, fault.Message);
        }

        if (_references.Contains(reference)) return new(RefusalKind.Replayed, "that reference was booked before.");
        if (from is null && Books[account, currency] < micro)
            return new(RefusalKind.Funds, $"the owner has {Money.Text(Books[account, currency])} {currency} on the exchange.");

        _references.Add(reference);
        Books.Move(from ?? account, from is null ? AccountNames.Outside : account, currency, micro);
        return null;
    }

    private Refusal? Open(SignedEvent entry, Opened opened)
    {
        if (opened.Name.Length is 0 or > NameMax || opened.Nonce.Length != 64)
            return new(RefusalKind.Invalid, $"an exchange has a name of at most {NameMax} characters and a nonce of 64.");

        (Id, Name, Operator) = (entry.Id, opened.Name, entry.Author);
        return null;
    }

    private Refusal? Offer(PublicKey author, Listing listing)
    {
        if (listing.Terms.Owner.ToString() != author.ToString())
            return new(RefusalKind.NotYours, $"the listing is that of the key {listing.Terms.Owner.Id}, which must sign it.");
        if (ListingCheck.Fault(listing) is { } fault) return new(RefusalKind.Invalid, $"{fault}.");
        if (_active.ContainsKey(listing.Id)) return new(RefusalKind.Replayed, "the same listing is offered already.");
        if (_listings.Count >= ListingsMax) return new(RefusalKind.Full, $"an exchange has at most {ListingsMax} listings.");

        _listings[listing.Id] = listing;
        _active[listing.Id] = listing;
        return null;
    }

    private Refusal? Withdraw(PublicKey author, string id)
    {
        if (!_listings.TryGetValue(id, out var listing)) return new(RefusalKind.Unknown, "there is no such listing.");
        if (listing.Terms.Owner.ToString() != author.ToString())
            return new(RefusalKind.NotYours, $"the listing is that of the key {listing.Terms.Owner.Id}; its owner alone takes it back.");

        return _active.Remove(id) ? null : new(RefusalKind.WrongState, "the listing was withdrawn before.");
    }
}

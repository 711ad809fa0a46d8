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

    /// <summary>Takes an event, or says why it may not follow; then nothing has changed.</summary>
    public Refusal? Apply(SignedEvent entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (Refused(entry) is { } refusal) return refusal;

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
        var happened => throw new InvalidOperationException($"an event {happened.GetType().Name} has no effect"),
    };

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

using Headroom.Exchange.Listings;

namespace Headroom.Exchange.Journal;

/// <summary>Something that someone did on an exchange. What follows from all of them is its state.</summary>
public abstract record ExchangeEvent;

/// <summary>The exchange began; whoever signs this is its operator. The first event, and only that.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Nonce">Chance, so that no two exchanges are the same: what is signed for one holds on no other.</param>
public sealed record Opened(string Name, string Nonce) : ExchangeEvent;

/// <summary>An owner offers something.</summary>
/// <param name="Listing">What.</param>
public sealed record Offered(Listing Listing) : ExchangeEvent;

/// <summary>An owner takes a listing back; agreements on it go on.</summary>
/// <param name="ListingId">Which.</param>
public sealed record Withdrawn(string ListingId) : ExchangeEvent;

using Headroom.Client.Exchange;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Listings;

namespace Headroom.Server.Pages.Market;

/// <summary>Pages of the exchange.</summary>
public enum MarketTab
{
    Listings,
    Matches,
    Agreements,
    Ledger,
    Audit,
}

/// <summary>What is offered.</summary>
/// <param name="Kind">Kind that is asked for; empty for all.</param>
/// <param name="Listings">One page.</param>
/// <param name="Own">Keys of whoever asks.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record ListingsModel(
    string Kind, IReadOnlyList<Listing> Listings, IReadOnlySet<string> Own, string? Next);

/// <summary>Who should deal with whom.</summary>
/// <param name="Made">Agreements worth making.</param>
/// <param name="Listing">Listing whose refusals are shown; null where nothing is offered.</param>
/// <param name="Choices">Listings that may be chosen for that.</param>
/// <param name="Refused">Pairs of that listing which are not made.</param>
/// <param name="Names">Names of all listings, by id.</param>
/// <param name="Skip">Refused pairs before this page.</param>
/// <param name="Next">The same of the next page; null on the last one.</param>
public sealed record MatchesModel(
    IReadOnlyList<MatchView> Made, string? Listing, IReadOnlyList<Listing> Choices,
    IReadOnlyList<RefusedPairView> Refused, IReadOnlyDictionary<string, string> Names, int Skip, int? Next);

/// <summary>Agreements of whoever asks.</summary>
/// <param name="Agreements">One page.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record AgreementsModel(IReadOnlyList<AgreementView> Agreements, string? Next);

/// <summary>One agreement.</summary>
/// <param name="View">As it stands.</param>
/// <param name="Terms">Its terms.</param>
/// <param name="Starts">Runs that the pool let start under it.</param>
public sealed record AgreementModel(AgreementView View, AgreementTerms Terms, IReadOnlyList<StartedRun> Starts);

/// <summary>A run that was let start.</summary>
/// <param name="Job">The job, as reports name it.</param>
/// <param name="Attempt">Which attempt of it.</param>
/// <param name="GpuSeconds">What it takes at most.</param>
/// <param name="At">When, in Unix milliseconds.</param>
public sealed record StartedRun(string Job, int Attempt, long GpuSeconds, long At);

/// <summary>Accounts and their entries.</summary>
/// <param name="Page">One page.</param>
/// <param name="Skip">Entries before it.</param>
public sealed record LedgerModel(StatementPage Page, int Skip);

/// <summary>The journal.</summary>
/// <param name="Exchange">Its head.</param>
/// <param name="Page">One page of rows.</param>
/// <param name="After">Row before it.</param>
/// <param name="MayCheck">Whether all of it may be checked.</param>
/// <param name="Check">What that came to; null where nobody asked.</param>
/// <param name="Refusals">Events that were refused.</param>
public sealed record AuditModel(
    ExchangeView Exchange, JournalPage Page, long After, bool MayCheck, AuditView? Check,
    IReadOnlyList<RefusedEventView> Refusals);

using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Matching;
using Headroom.Privacy.Keys;

namespace Headroom.Cli.Exchange;

/// <summary>
/// An exchange as commands use it: in a folder, or on a server. Whatever is read is checked against the signatures of
/// those who said it.
/// </summary>
internal interface IExchange
{
    /// <summary>Its id, which signatures cover.</summary>
    Task<string> IdAsync();

    /// <summary>What is offered now, by id.</summary>
    Task<IReadOnlyList<Listing>> ListingsAsync();

    /// <summary>The agreements that the caller may see, by id.</summary>
    Task<IReadOnlyList<SeenAgreement>> AgreementsAsync();

    /// <summary>Who should deal with whom; of a listing also who should not.</summary>
    /// <param name="listing">Id of data or compute; null for all that is made, and nothing that is not.</param>
    Task<SeenMatches> MatchesAsync(string? listing);

    /// <summary>Entries of accounts, in order.</summary>
    /// <param name="owner">Whose; null for all that the caller may see.</param>
    Task<IReadOnlyList<StatementLine>> StatementAsync(PublicKey? owner);

    /// <summary>All rows of the journal, each checked.</summary>
    Task<JournalReader> JournalAsync();

    /// <summary>
    /// Signs an event and adds it; ends when it is on a disk. An exchange that was not opened is opened by the author.
    /// </summary>
    Task<SignedEvent> AddAsync(KeyPair author, ExchangeEvent happened);
}

/// <summary>An agreement, and what its listings are called.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="Data">Name of the data.</param>
/// <param name="Compute">Name of the compute.</param>
internal sealed record SeenAgreement(Agreement Agreement, string Data, string Compute);

/// <summary>Who should deal with whom, and who should not.</summary>
/// <param name="Made">Worth making.</param>
/// <param name="Refused">Not worth making.</param>
internal sealed record SeenMatches(IReadOnlyList<Match> Made, IReadOnlyList<RefusedPair> Refused);

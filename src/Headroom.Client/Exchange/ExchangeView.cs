namespace Headroom.Client.Exchange;

/// <summary>The exchange that a pool keeps.</summary>
/// <param name="Id">Its id, which every signature covers; empty before it was opened.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Operator">Key of whoever opened it; empty before.</param>
/// <param name="Rows">Rows of its journal.</param>
/// <param name="Head">Hash of the last row: noted elsewhere it shows later whether rows were changed or cut off.</param>
/// <param name="At">Time of the last event, in Unix milliseconds; 0 before the first.</param>
/// <param name="Listings">Listings that are offered now.</param>
public sealed record ExchangeView(
    string Id, string Name, string Operator, long Rows, string Head, long At, int Listings);

/// <summary>An event that somebody signed, to be taken.</summary>
public sealed record EventRequest
{
    /// <summary>The signed event as its one canonical JSON text, at most 256 KiB.</summary>
    public required string Entry { get; init; }
}

/// <summary>An event was taken: it is on the disk.</summary>
/// <param name="Id">Id of the event; of a proposal also that of the agreement.</param>
/// <param name="Row">Row of the journal, from 1.</param>
/// <param name="Head">Hash of that row.</param>
public sealed record EventTaken(string Id, long Row, string Head);

/// <summary>A row of the journal.</summary>
/// <param name="Row">Which, from 1.</param>
/// <param name="At">When, as its author says, in Unix milliseconds.</param>
/// <param name="Event">What happened.</param>
/// <param name="Author">Key that signed it.</param>
/// <param name="About">Id of the agreement or listing, or key of the owner, that it is about; empty for none.</param>
/// <param name="Hash">SHA-256 of the row.</param>
/// <param name="Line">The row itself, without its line feed.</param>
public sealed record JournalRowView(
    long Row, long At, string Event, string Author, string About, string Hash, string Line);

/// <summary>One page of a journal.</summary>
/// <param name="Rows">Those that the bearer may see, in order.</param>
/// <param name="Next">Row after which the next page begins; null on the last page.</param>
public sealed record JournalPage(IReadOnlyList<JournalRowView> Rows, long? Next = null);

/// <summary>What checking a journal from its first row on came to.</summary>
/// <param name="Rows">Rows that hold.</param>
/// <param name="Head">Hash of the last one that holds.</param>
/// <param name="Fault">Why the next one does not hold; empty where all hold.</param>
/// <param name="AddsUp">Whether all accounts of each unit add up to zero.</param>
/// <param name="Refusals">The last events that were refused, the latest first.</param>
public sealed record AuditView(
    long Rows, string Head, string Fault, bool AddsUp, IReadOnlyList<RefusedEventView> Refusals);

/// <summary>An event that was refused, and by that never became a row.</summary>
/// <param name="At">When, in Unix milliseconds.</param>
/// <param name="Bearer">Name of the token that brought it.</param>
/// <param name="Author">Key that it says signed it.</param>
/// <param name="Why">The kind of refusal, and the event.</param>
public sealed record RefusedEventView(long At, string Bearer, string Author, string Why);

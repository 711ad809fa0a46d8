using Headroom.Exchange.Journal;

namespace Headroom.Server.Market;

/// <summary>Finds rows of a journal again by what they are about. Belongs to one thread.</summary>
internal sealed class RowIndex
{
    private readonly Dictionary<string, int> _offers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _versions = new(StringComparer.Ordinal);
    private readonly List<string> _about = [];
    private JournalReader? _journal;

    /// <summary>Id of the agreement or listing, or key of the owner, that each row is about, in order.</summary>
    public IReadOnlyList<string> About => _about;

    /// <summary>The event that offered a listing last.</summary>
    public SignedEvent Offer(string listing) => _journal!.Events[_offers[listing]];

    /// <summary>The event with a version of terms.</summary>
    public SignedEvent Version(string version) => _journal!.Events[_versions[version]];

    /// <summary>Takes in the rows that were added.</summary>
    public void Follow(JournalReader journal)
    {
        if (!ReferenceEquals(_journal, journal))
        {
            _offers.Clear();
            _versions.Clear();
            _about.Clear();
            _journal = journal;
        }

        for (var row = _about.Count; row < journal.Events.Count; row++) Take(journal.Events[row], row);
    }

    private void Take(SignedEvent entry, int row)
    {
        if (entry.Happened is Offered offered) _offers[offered.Listing.Id] = row;
        if (entry.Happened is Proposed or Countered) _versions[entry.Id] = row;
        _about.Add(AboutOf(entry));
    }

    private static string AboutOf(SignedEvent entry) => entry.Happened switch
    {
        Offered offered => offered.Listing.Id,
        Withdrawn withdrawn => withdrawn.ListingId,
        Proposed => entry.Id,
        Deposited paid => paid.Owner,
        PaidOut paid => paid.Owner,
        var happened => AgreementOf(happened) ?? "",
    };

    /// <summary>The agreement that an event names; null where it names none.</summary>
    public static string? AgreementOf(ExchangeEvent happened) => happened switch
    {
        Countered countered => countered.Agreement,
        Agreed agreed => agreed.Agreement,
        Ended ended => ended.Agreement,
        Closed closed => closed.Agreement,
        Reported reported => reported.Agreement,
        Settled settled => settled.Agreement,
        Disputed disputed => disputed.Agreement,
        Resolved resolved => resolved.Agreement,
        _ => null,
    };
}

using System.Text;
using Headroom.Cli.Outcome;
using Headroom.Client.Exchange;
using Headroom.Exchange;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Matching;

namespace Headroom.Cli.Exchange;

/// <summary>What a server says of an exchange, held against what its parties signed.</summary>
internal static class ServerWords
{
    /// <summary>A listing, as its owner signed it.</summary>
    public static Listing Listing(ListingView view, string exchange)
    {
        var entry = Signed(view.Entry, exchange);
        return entry.Happened is Offered { Listing: var listing } && listing.Id == view.Id
            && listing.Terms.Owner.ToString() == entry.Author.ToString()
                ? listing
                : throw Wrong("a listing that its owner did not sign");
    }

    /// <summary>An agreement, with the terms that a signature under its version stands for.</summary>
    public static SeenAgreement Agreement(AgreementView view, string exchange)
    {
        var entry = Signed(view.Entry, exchange);
        var terms = entry.Happened switch
        {
            Proposed proposed => proposed.Terms,
            Countered countered => countered.Terms,
            _ => null,
        };
        if (terms is null || entry.Id != view.Version) throw Wrong("an agreement whose terms are not those of its version");

        var reports = view.Reports.Select(report => new JobReport(
            report.Job, report.GpuSeconds, report.Micro, DateTimeOffset.FromUnixTimeMilliseconds(report.At),
            Enum.Parse<ReportStage>(report.Stage), report.Evidence));
        DateTimeOffset? ended = view.EndedAt is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
        return new SeenAgreement(
            new Agreement(
                view.Id, view.Version, terms, view.Signers, Enum.Parse<AgreementStage>(view.Stage), ended,
                [.. reports]),
            view.Names[0], view.Names[1]);
    }

    /// <summary>A match, with the listings that it names.</summary>
    public static Match Match(MatchView view, IReadOnlyDictionary<string, Listing> listings) => new(
        Of<DataListing>(listings, view.Data), Of<ComputeListing>(listings, view.Compute),
        Of<ModelListing>(listings, view.Model), view.GpuSeconds, view.WorthMicro, view.DataGainMicro,
        view.ComputeGainMicro);

    /// <summary>A pair that is not made, with its listings.</summary>
    public static RefusedPair Refused(RefusedPairView view, IReadOnlyDictionary<string, Listing> listings) => new(
        Of<DataListing>(listings, view.Data), Of<ComputeListing>(listings, view.Compute),
        Enum.Parse<PairRefusal>(view.Why), view.MissingMicro, view.PriceMicro);

    /// <summary>An entry of an account.</summary>
    public static StatementLine Line(StatementLineView view) => new(
        view.Row, DateTimeOffset.FromUnixTimeMilliseconds(view.At), view.Event, view.Account, view.Unit, view.Amount,
        view.Balance);

    private static T Of<T>(IReadOnlyDictionary<string, Listing> listings, string id)
        where T : Listing => listings.GetValueOrDefault(id) as T
            ?? throw new CommandFailure(ExitCode.Failed, "what is offered has changed meanwhile; try again.");

    private static SignedEvent Signed(string text, string exchange)
    {
        try
        {
            var entry = JournalText.ParseEntry(Encoding.UTF8.GetBytes(text), "entry");
            if (entry.Holds(exchange)) return entry;
        }
        catch (ExchangeException)
        {
        }

        throw Wrong("what nobody signed for its exchange");
    }

    private static CommandFailure Wrong(string what) =>
        new(ExitCode.Refused, $"the server shows {what}; do not sign anything there, and tell its operator.");
}

using System.Text;
using Headroom.Client.Exchange;
using Headroom.Exchange.Accounts;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Journal;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Matching;

namespace Headroom.Server.Market;

/// <summary>What the API tells of an exchange.</summary>
internal static class MarketViews
{
    public static ExchangeView Of(JournalReader journal)
    {
        var state = journal.State;
        return new ExchangeView(
            state.Id, state.Name, state.Operator?.ToString() ?? "", state.Events, journal.Head,
            state.Events == 0 ? 0 : Milliseconds(state.Time), state.Active.Count);
    }

    public static ListingView Of(Listing listing, ExchangeState state, RowIndex index)
    {
        var terms = listing.Terms;
        return new ListingView(
            listing.Id, listing.Kind, terms.Name, terms.Owner.ToString(), terms.Currency, Milliseconds(terms.From),
            Milliseconds(terms.Until), state.IsActive(listing.Id), Text(index.Offer(listing.Id)));
    }

    public static MatchView Of(Match match) => new(
        match.Data.Id, match.Compute.Id, match.Model.Id, match.GpuSeconds, match.Data.Terms.Currency, match.WorthMicro,
        match.ComputePriceMicro, match.ModelPriceMicro, match.DataGainMicro, match.ComputeGainMicro);

    public static RefusedPairView Of(RefusedPair pair) =>
        new(pair.Data.Id, pair.Compute.Id, pair.Why.ToString(), pair.MissingMicro, pair.PriceMicro);

    public static AgreementView Of(Agreement agreement, ExchangeState state, RowIndex index, DateTimeOffset now)
    {
        var (terms, parties) = (agreement.Terms, agreement.Terms.Parties);
        return new AgreementView
        {
            Id = agreement.Id,
            Version = agreement.Version,
            Stage = agreement.StageAt(now).ToString(),
            Data = parties.DataId,
            Compute = parties.ComputeId,
            Model = parties.ModelId,
            Names =
            [
                .. new[] { parties.DataId, parties.ComputeId, parties.ModelId }
                    .Select(id => state.ListingOf(id)!.Terms.Name),
            ],
            Parties = parties.Signers,
            Signers = agreement.Signers,
            From = Milliseconds(terms.From),
            Until = Milliseconds(terms.Until),
            SignBy = Milliseconds(terms.SignBy),
            EndedAt = agreement.EndedAt is { } ended ? Milliseconds(ended) : null,
            GpuSecondsMax = terms.Jobs.GpuSecondsMax,
            Currency = terms.Payment.Currency,
            ComputeMicro = terms.Payment.ComputeMicro,
            ModelMicro = terms.Payment.ModelMicro,
            Reports = [.. agreement.Reports.Select(Of)],
            Entry = Text(index.Version(agreement.Version)),
        };
    }

    public static StatementLineView Of(StatementLine line) => new(
        line.Row, Milliseconds(line.Time), line.What, line.Account, line.Unit, line.Amount, line.Balance);

    public static BalanceView Of(Balance balance) => new(balance.Account, balance.Unit, balance.Amount);

    /// <summary>A row of a journal.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="row">Which, from 1.</param>
    /// <param name="about">What it is about.</param>
    public static JournalRowView RowOf(JournalReader journal, int row, string about)
    {
        var entry = journal.Events[row - 1];
        var previous = row == 1 ? JournalText.Nothing : journal.Hashes[row - 2];
        return new JournalRowView(
            row, Milliseconds(entry.Time), entry.Happened.GetType().Name, entry.Author.ToString(), about,
            journal.Hashes[row - 1], Encoding.UTF8.GetString(JournalText.Row(entry, previous).AsSpan()[..^1]));
    }

    /// <summary>Whether the accounts of each unit add up to zero.</summary>
    public static bool AddsUp(Books books) => books.Balances.GroupBy(balance => balance.Unit)
        .All(unit => unit.Aggregate((Int128)0, (sum, balance) => sum + balance.Amount) == 0);

    private static ReportView Of(JobReport report) => new(
        report.Job, report.GpuSeconds, report.Micro, Milliseconds(report.At), report.Stage.ToString(), report.Evidence);

    private static string Text(SignedEvent entry) => Encoding.UTF8.GetString(JournalText.Entry(entry));

    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}

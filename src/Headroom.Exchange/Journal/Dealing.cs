using Headroom.Exchange.Accounts;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Listings;

namespace Headroom.Exchange.Journal;

/// <summary>
/// Agreements as they stand, and what is owed. An event that is refused has changed nothing. Belongs to one thread.
/// </summary>
/// <param name="books">The accounts.</param>
/// <param name="activeListing">A listing that is offered now, by its id; null where there is none.</param>
internal sealed class Dealing(Books books, Func<string, Listing?> activeListing)
{
    private const int AgreementsMax = 1_000_000;

    private readonly SortedDictionary<string, Agreement> _agreements = new(StringComparer.Ordinal);

    /// <summary>All agreements, by id.</summary>
    public IReadOnlyCollection<Agreement> All => _agreements.Values;

    /// <summary>An agreement by its id; null where there is none.</summary>
    public Agreement? Of(string id) => _agreements.GetValueOrDefault(id);

    public Refusal? Propose(SignedEvent entry, AgreementTerms terms)
    {
        if (Wrong(terms) is { } wrong) return wrong;
        if (!terms.Parties.Signers.Contains(entry.Author.ToString())) return NoParty;
        if (_agreements.Count >= AgreementsMax) return new(RefusalKind.Full, $"an exchange has at most {AgreementsMax} agreements.");
        if (entry.Time >= terms.SignBy) return new(RefusalKind.TooLate, "the time to sign is over already.");

        return Sign(new Agreement(entry.Id, entry.Id, terms, [], AgreementStage.Proposed, null, []), entry);
    }

    public Refusal? Counter(SignedEvent entry, Countered countered)
    {
        if (Open(entry, countered.Agreement, countered.Version) is { } refusal) return refusal;

        var (agreement, terms) = (_agreements[countered.Agreement], countered.Terms);
        if (!IsSame(agreement.Terms.Parties, terms.Parties))
            return new(RefusalKind.Invalid, "other terms have the same parties and listings; propose another agreement.");
        if (Wrong(terms) is { } wrong) return wrong;
        if (entry.Time >= terms.SignBy) return new(RefusalKind.TooLate, "the time to sign is over already.");

        return Sign(agreement with { Version = entry.Id, Terms = terms, Signers = [] }, entry);
    }

    public Refusal? Agree(SignedEvent entry, Agreed agreed)
    {
        if (Open(entry, agreed.Agreement, agreed.Version) is { } refusal) return refusal;

        var agreement = _agreements[agreed.Agreement];
        return agreement.Signers.Contains(entry.Author.ToString())
            ? new(RefusalKind.Replayed, "the key signed this version before.")
            : Sign(agreement, entry);
    }

    public Refusal? End(SignedEvent entry, Ended ended)
    {
        if (Party(entry, ended.Agreement) is { } refusal) return refusal;

        var agreement = _agreements[ended.Agreement];
        if (agreement.Version != ended.Version) return Stale;
        if (agreement.StageAt(entry.Time) is not (AgreementStage.Proposed or AgreementStage.InForce))
            return Over(agreement, entry.Time);

        var told = agreement.Told == AgreementStage.Proposed ? AgreementStage.Rejected : AgreementStage.Ended;
        _agreements[agreement.Id] = agreement with { Told = told, EndedAt = entry.Time };
        return null;
    }

    public Refusal? Close(SignedEvent entry, Closed closed)
    {
        if (Payer(entry, closed.Agreement) is { } refusal) return refusal;

        var agreement = _agreements[closed.Agreement];
        if (agreement.CloseFrom(entry.Time) is not { } from) return Over(agreement, entry.Time);
        if (entry.Time < from) return new(RefusalKind.WrongState, FormattableString.Invariant($"jobs may be reported until {from:u}; close it then."));
        if (agreement.Reports.Any(report => report.Stage != ReportStage.Settled))
            return new(RefusalKind.WrongState, "a job is not settled yet; settle it first.");

        var escrow = AccountNames.Escrow(agreement.Id);
        var currency = agreement.Terms.Payment.Currency;
        books.Move(escrow, OwnerOf(agreement.Terms.Parties.DataOwner), currency, books[escrow, currency]);
        _agreements[agreement.Id] = agreement with { Told = AgreementStage.Closed };
        return null;
    }

    public Refusal? Report(SignedEvent entry, Reported reported)
    {
        if (Party(entry, reported.Agreement) is { } refusal) return refusal;

        var agreement = _agreements[reported.Agreement];
        var terms = agreement.Terms;
        if (terms.Parties.ComputeOwner.ToString() != entry.Author.ToString())
            return new(RefusalKind.NotYours, "the owner of the compute reports what jobs took.");
        if (agreement.StageAt(entry.Time) != AgreementStage.InForce
            && !(agreement.CloseFrom(entry.Time) is { } end && entry.Time < end))
        {
            return Over(agreement, entry.Time);
        }

        if (reported.Job.Length is 0 or > 128 || !IsDigest(reported.Evidence)) return new(RefusalKind.Invalid, "a report names a job, and its evidence by a SHA-256.");
        if (agreement.Reports.Any(report => report.Job == reported.Job)) return new(RefusalKind.Replayed, "the job was reported before.");
        if (agreement.Reports.Count >= terms.Jobs.JobsMax) return new(RefusalKind.Full, $"the agreement allows {terms.Jobs.JobsMax} jobs.");
        if (reported.GpuSeconds < 1 || reported.GpuSeconds > terms.Jobs.GpuSecondsMax - agreement.GpuSeconds)
            return new(RefusalKind.Funds, $"the agreement has {terms.Jobs.GpuSecondsMax - agreement.GpuSeconds} GPU-seconds left.");

        var micro = terms.Cost(reported.GpuSeconds);
        books.Move(
            AccountNames.Escrow(agreement.Id), AccountNames.Pending(agreement.Id), terms.Payment.Currency, micro);
        books.Move(
            OwnerOf(terms.Parties.ComputeOwner), OwnerOf(terms.Parties.DataOwner), Books.GpuSeconds,
            reported.GpuSeconds);
        var report = new JobReport(
            reported.Job, reported.GpuSeconds, micro, entry.Time, ReportStage.Reported, reported.Evidence);
        _agreements[agreement.Id] = agreement with { Reports = [.. agreement.Reports, report] };
        return null;
    }

    public Refusal? Settle(SignedEvent entry, Settled settled)
    {
        if (Job(entry, settled.Agreement, settled.Job, ReportStage.Reported) is { } refusal) return refusal;

        var (agreement, report) = Found(settled.Agreement, settled.Job);
        var end = report.At.AddHours(agreement.Terms.Payment.DisputeHours);
        if (!IsPayer(entry, agreement) && entry.Time < end)
            return new(RefusalKind.NotYours, FormattableString.Invariant($"the payer may object until {end:u}; then it is paid without him."));

        Pay(agreement, report, report.GpuSeconds, report.Micro);
        return null;
    }

    public Refusal? Dispute(SignedEvent entry, Disputed disputed)
    {
        if (Payer(entry, disputed.Agreement) is { } payer) return payer;
        if (Job(entry, disputed.Agreement, disputed.Job, ReportStage.Reported) is { } refusal) return refusal;

        var (agreement, report) = Found(disputed.Agreement, disputed.Job);
        if (entry.Time >= report.At.AddHours(agreement.Terms.Payment.DisputeHours)) return new(RefusalKind.TooLate, "the time to object is over.");
        if (!IsDigest(disputed.Evidence)) return new(RefusalKind.Invalid, "an objection names its evidence by a SHA-256.");

        Replace(agreement, report with { Stage = ReportStage.Disputed, Evidence = $"{report.Evidence},{disputed.Evidence}" });
        return null;
    }

    public Refusal? Resolve(Resolved resolved)
    {
        if (Of(resolved.Agreement) is null) return Unknown;
        if (JobIn(resolved.Agreement, resolved.Job, ReportStage.Disputed) is { } refusal) return refusal;

        var (agreement, report) = Found(resolved.Agreement, resolved.Job);
        if (resolved.GpuSeconds < 0 || resolved.GpuSeconds > report.GpuSeconds)
            return new(RefusalKind.Invalid, $"what is decided lies between 0 and the {report.GpuSeconds} GPU-seconds that were reported.");

        Pay(agreement, report, resolved.GpuSeconds, agreement.Terms.Cost(resolved.GpuSeconds));
        return null;
    }

    private static Refusal Unknown => new(RefusalKind.Unknown, "there is no such agreement.");

    private static Refusal NoParty => new(RefusalKind.NotYours, "the key is no party of the agreement.");

    private static Refusal Stale => new(RefusalKind.Stale, "other terms were put in the place of that version; read them, and sign the new one.");

    private static Refusal Over(Agreement agreement, DateTimeOffset time) =>
        new(RefusalKind.WrongState, $"the agreement is {agreement.StageAt(time)}.");

    private static string OwnerOf(Privacy.Keys.PublicKey key) => AccountNames.Owner(key);

    private static bool IsDigest(string word) => word.Length == 64 && word.All(char.IsAsciiHexDigitLower);

    private static bool IsPayer(SignedEvent entry, Agreement agreement) =>
        agreement.Terms.Parties.DataOwner.ToString() == entry.Author.ToString();

    private static bool IsSame(AgreementParties one, AgreementParties other) =>
        (one.DataId, one.ComputeId, one.ModelId) == (other.DataId, other.ComputeId, other.ModelId)
        && one.Signers.SequenceEqual(other.Signers) && one.DataOwner.ToString() == other.DataOwner.ToString()
        && one.ComputeOwner.ToString() == other.ComputeOwner.ToString();

    // The parties are the owners of what is offered: nobody agrees for what he does not have.
    private Refusal? Wrong(AgreementTerms terms)
    {
        if (terms.Fault() is { } fault) return new(RefusalKind.Invalid, $"{fault}.");

        var parties = terms.Parties;
        var listings = new (string Id, string Kind, Privacy.Keys.PublicKey Owner)[]
        {
            (parties.DataId, "data", parties.DataOwner), (parties.ComputeId, "compute", parties.ComputeOwner),
            (parties.ModelId, "model", parties.ModelOwner),
        };
        foreach (var (id, kind, owner) in listings)
        {
            if (activeListing(id) is not { } listing || listing.Kind != kind)
                return new(RefusalKind.Unknown, $"no {kind} is offered under that id.");
            if (listing.Terms.Owner.ToString() != owner.ToString())
                return new(RefusalKind.NotYours, $"the {kind} is that of the key {listing.Terms.Owner.Id}.");
        }

        return ListingFit.Contradiction(
            terms, (DataListing)activeListing(parties.DataId)!, (ComputeListing)activeListing(parties.ComputeId)!,
            (ModelListing)activeListing(parties.ModelId)!) is var (clause, says)
            ? new(RefusalKind.Contradicts, $"the clause {clause} contradicts a listing: {says}; propose other terms.")
            : null;
    }

    private Refusal? Party(SignedEvent entry, string id)
    {
        if (Of(id) is not { } agreement) return Unknown;
        return agreement.IsParty(entry.Author.ToString()) ? null : NoParty;
    }

    private Refusal? Payer(SignedEvent entry, string id)
    {
        if (Party(entry, id) is { } refusal) return refusal;
        return IsPayer(entry, _agreements[id]) ? null : new(RefusalKind.NotYours, "the payer alone may do that.");
    }

    private Refusal? Open(SignedEvent entry, string id, string version)
    {
        if (Party(entry, id) is { } refusal) return refusal;

        var agreement = _agreements[id];
        if (agreement.StageAt(entry.Time) == AgreementStage.Lapsed) return new(RefusalKind.TooLate, "the time to sign is over.");
        if (agreement.Told != AgreementStage.Proposed) return Over(agreement, entry.Time);
        return agreement.Version == version ? null : Stale;
    }

    // With the last signature money is set aside, so that nobody works for someone who cannot pay.
    private Refusal? Sign(Agreement agreement, SignedEvent entry)
    {
        var terms = agreement.Terms;
        IReadOnlyList<string> signed =
            [.. agreement.Signers.Append(entry.Author.ToString()).Order(StringComparer.Ordinal)];
        var isLast = signed.SequenceEqual(terms.Parties.Signers);
        if (isLast)
        {
            var (payer, currency) = (OwnerOf(terms.Parties.DataOwner), terms.Payment.Currency);
            var needed = terms.Payment.ComputeMicro + terms.Payment.ModelMicro;
            if (books[payer, currency] < needed)
                return new(RefusalKind.Funds, $"the payer has {Money.Text(books[payer, currency])} {currency} on the exchange and needs {Money.Text(needed)}; deposit the rest first.");

            books.Move(payer, AccountNames.Escrow(agreement.Id), currency, terms.Payment.ComputeMicro);
            books.Move(payer, OwnerOf(terms.Parties.ModelOwner), currency, terms.Payment.ModelMicro);
        }

        _agreements[agreement.Id] = agreement with
        {
            Signers = signed,
            Told = isLast ? AgreementStage.InForce : AgreementStage.Proposed,
        };
        return null;
    }

    private Refusal? Job(SignedEvent entry, string id, string job, ReportStage stage) =>
        Party(entry, id) ?? JobIn(id, job, stage);

    private Refusal? JobIn(string id, string job, ReportStage stage)
    {
        if (_agreements[id].Reports.FirstOrDefault(report => report.Job == job) is not { } report)
            return new(RefusalKind.Unknown, "no such job was reported.");
        return report.Stage == stage ? null : new(RefusalKind.WrongState, $"the job is {report.Stage}.");
    }

    private (Agreement Agreement, JobReport Report) Found(string id, string job) =>
        (_agreements[id], _agreements[id].Reports.First(report => report.Job == job));

    private void Pay(Agreement agreement, JobReport report, long gpuSeconds, long micro)
    {
        var (parties, currency) = (agreement.Terms.Parties, agreement.Terms.Payment.Currency);
        var pending = AccountNames.Pending(agreement.Id);
        books.Move(pending, OwnerOf(parties.ComputeOwner), currency, micro);
        books.Move(pending, AccountNames.Escrow(agreement.Id), currency, report.Micro - micro);
        books.Move(
            OwnerOf(parties.DataOwner), OwnerOf(parties.ComputeOwner), Books.GpuSeconds,
            report.GpuSeconds - gpuSeconds);
        Replace(agreement, report with { GpuSeconds = gpuSeconds, Micro = micro, Stage = ReportStage.Settled });
    }

    private void Replace(Agreement agreement, JobReport report) => _agreements[agreement.Id] = agreement with
    {
        Reports = [.. agreement.Reports.Select(other => other.Job == report.Job ? report : other)],
    };
}

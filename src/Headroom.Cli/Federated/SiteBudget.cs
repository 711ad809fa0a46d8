using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Exchange.Federation;
using Headroom.Privacy.Accounting;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Ledgers;

namespace Headroom.Cli.Federated;

/// <summary>
/// A site's privacy budget: what its data may tell of one record, over all jobs that charge the same name.
/// </summary>
internal sealed class SiteBudget(
    string ledger, KeyPair signer, string name, double epsilonMax, TimeProvider clock, FederatedTerms terms)
{
    private readonly string _subject = $"budget {name}";

    /// <summary>Whether a round was charged, or may be.</summary>
    public bool Allows(int round)
    {
        var rows = File.Exists(ledger) ? Ledger.Verify(ledger, signer.Public).Rows : [];
        return IsCharged(rows, round) || EpsilonWith(rows) <= epsilonMax;
    }

    /// <summary>Charges a round, once: the row is on the disk before anything leaves.</summary>
    /// <exception cref="CommandFailure">The budget is spent.</exception>
    public void Charge(int round)
    {
        if (File.Exists(ledger) && IsCharged(Ledger.Verify(ledger, signer.Public).Rows, round)) return;

        var rows = File.Exists(ledger) ? Ledger.Verify(ledger, signer.Public).Rows : [];
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{Mark(round)} noise {terms.Privacy.Noise:R}: epsilon {EpsilonWith(rows):R} at delta {terms.Privacy.Delta:R} in all");
        Ledger.Append(ledger, signer, clock.GetUtcNow(), LedgerKind.Charge, _subject, detail, check =>
        {
            if (EpsilonWith(check.Rows) > epsilonMax) throw new CommandFailure(ExitCode.Refused, "the privacy budget is spent.");
        });
    }

    /// <summary>What all charges come to, with one more of this job.</summary>
    private double EpsilonWith(IReadOnlyList<LedgerRow> rows) => GaussianRelease.Epsilon(
        FederatedUpdate.Together(Noises(rows).Append(terms.Privacy.Noise)), terms.Privacy.Delta);

    private IEnumerable<double> Noises(IEnumerable<LedgerRow> rows) => rows
        .Where(row => row.Kind == LedgerKind.Charge && row.Subject == _subject)
        .Select(row => row.Detail.Split(' ') is ["federated", _, "round", _, "noise", var noise, ..]
            ? double.Parse(noise.TrimEnd(':'), CultureInfo.InvariantCulture)
            : throw new CommandFailure(ExitCode.Failed, $"{ledger}: row {row.Number} charges '{name}' for something else than a federated round; name another budget with --budget."));

    private bool IsCharged(IEnumerable<LedgerRow> rows, int round) => rows.Any(row =>
        row.Kind == LedgerKind.Charge && row.Subject == _subject && row.Detail.StartsWith(Mark(round) + " ", StringComparison.Ordinal));

    private string Mark(int round) => string.Create(CultureInfo.InvariantCulture, $"federated {terms.Id} round {round}");
}

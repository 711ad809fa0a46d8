using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Formats;
using Headroom.Privacy.Ledgers;

namespace Headroom.Cli.Privacy;

/// <summary>The ledger that a command writes to, and the key that signs its rows.</summary>
internal sealed class LedgerOptions
{
    private readonly Option<string?> _ledger = Files.One("--ledger", "Ledger to which a signed row is added; needs --sign-key");
    private readonly Option<string?> _signer = Files.One("--sign-key", "Key that signs: 'headroom key new --kind sign' makes one");

    public void AddTo(Command command)
    {
        command.Add(_ledger);
        command.Add(_signer);
    }

    public string? LedgerOf(ParseResult parsed) => parsed.GetValue(_ledger);

    public string? SignerOf(ParseResult parsed) => parsed.GetValue(_signer);

    /// <summary>
    /// Demands that no output replaces a file that the command reads, nor its ledger or the key that signs it.
    /// </summary>
    public void DemandApart(ParseResult parsed, IEnumerable<string?> inputs, IEnumerable<string?> outputs) =>
        OutputNames.DemandApart(
            inputs.Append(SignerOf(parsed)).OfType<string>(), outputs.Append(LedgerOf(parsed)).OfType<string>());

    /// <summary>Adds the rows that a ledger, where there is one, does not have yet.</summary>
    public void AppendMissing(
        ParseResult parsed, Terminal terminal, LedgerKind kind, IEnumerable<(string Subject, string Detail)> rows)
    {
        HashSet<(string Subject, string Detail)> there = parsed.GetValue(_ledger) is { } ledger && File.Exists(ledger)
            ? [.. PrivacyFailure.Told(() => Ledger.Verify(ledger)).Rows
                .Where(row => row.Kind == kind)
                .Select(row => (row.Subject, row.Detail))]
            : [];
        foreach (var (subject, detail) in rows.Where(row => !there.Contains(row)))
            Append(parsed, terminal, kind, subject, detail);
    }

    /// <summary>Adds a row, where there is a ledger.</summary>
    public void Append(ParseResult parsed, Terminal terminal, LedgerKind kind, string subject, string detail)
    {
        if (parsed.GetValue(_ledger) is not { } ledger) return;
        if (parsed.GetValue(_signer) is not { } path)
            throw new CommandFailure(ExitCode.WrongUse, "the key that signs the ledger is missing; name it with --sign-key.");

        using var signer = KeyOptions.Read(terminal, path);
        PrivacyFailure.Told(() => Ledger.Append(ledger, signer, terminal.Clock.GetUtcNow(), kind, subject, detail));
    }
}

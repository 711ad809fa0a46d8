using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Privacy.Grants;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Ledgers;
using Headroom.Privacy.Sealing;

namespace Headroom.Cli.Privacy;

/// <summary><c>headroom unseal</c>: opens a sealed file, by a recipient's key or by a grant.</summary>
internal sealed class UnsealCommand(Terminal terminal)
{
    private readonly Argument<string> _file = new("file") { Description = "Sealed file", HelpName = "FILE" };
    private readonly Option<string> _target = new("--out") { Description = "Opened file", HelpName = "FILE", Required = true };
    private readonly Option<string> _key = new("--key") { Description = "Key file of a recipient, or of the job of a grant", HelpName = "FILE", Required = true };
    private readonly Option<string?> _grant = Files.One("--grant", "Grant that releases the file to the key; its uses are counted in --ledger");
    private readonly LedgerOptions _ledger = new();

    public static Command Create(Terminal terminal) => new UnsealCommand(terminal).Create();

    private DocumentedCommand Create()
    {
        var command = new DocumentedCommand(
            "unseal",
            "Open a sealed file. Nothing appears under the name of the opened file before all of it was proven.",
            "headroom unseal scans.sealed --out scans.tar --key owner.key",
            "headroom unseal scans.sealed --out scans.tar --key job.key --grant grant.json --ledger audit.jsonl --sign-key signer.key")
        {
            _file, _target, _key, _grant,
        };
        _ledger.AddTo(command);
        command.SetAction(
            (parsed, interrupted) => Task.FromResult(PrivacyFailure.Told(() => Run(parsed, interrupted))));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken interrupted)
    {
        _ledger.DemandApart(
            parsed, [parsed.GetRequiredValue(_file), parsed.GetRequiredValue(_key), parsed.GetValue(_grant)],
            [parsed.GetRequiredValue(_target)]);
        using var key = KeyOptions.Read(terminal, parsed.GetRequiredValue(_key));
        var path = parsed.GetRequiredValue(_file);
        var header = SealedFile.Inspect(path);
        var grant = parsed.GetValue(_grant) is { } file ? Grant.Read(File.ReadAllBytes(file)) : null;
        var subject = grant?.Id ?? header.FileId;
        try
        {
            // Counted before it is opened: a crash in between may cost a use, never give one.
            var detail = $"file {header.FileId} to {key.Public.Id}";
            var fileKey = grant is null
                ? SealedFile.FileKey(header, key)
                : Released(parsed, grant, header, key, detail);
            if (grant is null) _ledger.Append(parsed, terminal, LedgerKind.Release, subject, detail);
            SealedFile.Unseal(path, parsed.GetRequiredValue(_target), _ => fileKey, interrupted);
        }
        catch (SealException fault)
        {
            _ledger.Append(parsed, terminal, LedgerKind.Denial, subject, $"file {header.FileId} to {key.Public.Id}: {fault.Message}");
            throw;
        }

        return ExitCode.Done;
    }

    private byte[] Released(ParseResult parsed, Grant grant, SealHeader header, KeyPair key, string detail)
    {
        if (_ledger.LedgerOf(parsed) is not { } ledger || _ledger.SignerOf(parsed) is not { } path)
            throw new CommandFailure(ExitCode.WrongUse, "a grant counts its uses in a ledger; name it with --ledger and its key with --sign-key.");

        using var signer = KeyOptions.Read(terminal, path);
        var (now, fileKey) = (terminal.Clock.GetUtcNow(), Array.Empty<byte>());
        Ledger.Append(
            ledger, signer, now, LedgerKind.Release, grant.Id, detail,
            rows => fileKey = grant.Release(header, key, now, grant.UsesIn(rows)));
        return fileKey;
    }
}

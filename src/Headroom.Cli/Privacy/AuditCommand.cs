using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Privacy.Ledgers;

namespace Headroom.Cli.Privacy;

/// <summary><c>headroom audit verify</c>: whether a ledger is as it was written.</summary>
internal static class AuditCommand
{
    public static Command Create(Terminal terminal) => new("audit", "Check ledgers of masks, seals, grants and releases.") { Verify(terminal) };

    private static DocumentedCommand Verify(Terminal terminal)
    {
        var file = new Argument<string>("ledger") { Description = "The ledger", HelpName = "FILE" };
        var signer = new Option<string?>("--signer") { Description = "Public key, or key file, that must have signed all rows", HelpName = "KEY" };
        var head = new Option<string?>("--head") { Description = "Hash that the last row had when it was noted: rows cut off since are missed", HelpName = "HASH" };
        var command = new DocumentedCommand(
            "verify",
            "Check every row of a ledger: its number, its hash of the row before, and its signature. The exit code is 0 when all hold.",
            "headroom audit verify audit.jsonl",
            "headroom audit verify audit.jsonl --signer signer.key")
        {
            file, signer, head,
        };
        command.SetAction(parsed => PrivacyFailure.Told(() =>
        {
            var key = parsed.GetValue(signer) is { } word ? SealCommand.KeyOf(word) : null;
            var check = Ledger.Verify(parsed.GetRequiredValue(file), key, parsed.GetValue(head));
            terminal.Output.WriteLine($"{check.Rows.Count} rows hold, signed by {check.Signer?.Id ?? "nobody"}; the last one's hash is {check.Head}");
            return ExitCode.Done;
        }));
        return command;
    }
}

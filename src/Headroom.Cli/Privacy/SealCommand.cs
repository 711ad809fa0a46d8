using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Privacy.Grants;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Ledgers;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Sealing;

namespace Headroom.Cli.Privacy;

/// <summary><c>headroom seal</c>: encrypts a file for named keys.</summary>
internal static class SealCommand
{
    private const int PolicyBytesMax = 64 << 10;

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "File to seal; it is only read", HelpName = "FILE" };
        var target = new Option<string>("--out") { Description = "Sealed file", HelpName = "FILE", Required = true };
        var recipients = new Option<string[]>("--to")
        {
            Description = "Public key of a recipient, or a key file; may be given several times",
            HelpName = "KEY",
            Required = true,
        };
        var cipher = Choices.One("--cipher", "cipher", "How the file is encrypted",
            ("aes-256-gcm", SealCipher.Aes256Gcm), ("chacha20-poly1305", SealCipher.ChaCha20Poly1305), ("sm4-gcm", SealCipher.Sm4Gcm));
        var policy = Files.One("--policy", "Limits to grants on the file (YAML), bound to it for good");
        var ledger = new LedgerOptions();
        var command = new DocumentedCommand(
            "seal",
            "Encrypt a file so that named keys alone open it. The sealed file appears whole or not at all.",
            "headroom seal scans.tar --out scans.sealed --to owner.key",
            "headroom seal scans.tar --out scans.sealed --to owner.key --policy grant.yaml",
            "headroom seal scans.tar --out scans.sealed --to owner.key --ledger audit.jsonl --sign-key signer.key")
        {
            file, target, recipients, cipher, policy,
        };
        ledger.AddTo(command);
        command.SetAction((parsed, interrupted) => Task.FromResult(PrivacyFailure.Told(() =>
        {
            ledger.DemandApart(
                parsed,
                [parsed.GetRequiredValue(file), parsed.GetValue(policy), .. parsed.GetRequiredValue(recipients)],
                [parsed.GetRequiredValue(target)]);
            var keys = parsed.GetRequiredValue(recipients).Select(KeyOf).ToList();
            var header = SealedFile.Seal(
                parsed.GetRequiredValue(file), parsed.GetRequiredValue(target), keys, cipher.In(parsed),
                PolicyOf(parsed.GetValue(policy)), interrupted);
            ledger.Append(parsed, terminal, LedgerKind.Seal, header.FileId, $"for {string.Join(", ", keys.Select(key => key.Id))}");
            terminal.Output.WriteLine($"sealed as {header.FileId} for {string.Join(", ", keys.Select(key => key.Id))}");
            return ExitCode.Done;
        })));
        return command;
    }

    private static string PolicyOf(string? path)
    {
        if (path is null) return "";
        if (new FileInfo(path).Length > PolicyBytesMax) throw new PolicyException($"{path}: a policy of over 64 KiB is none.");
        return GrantPolicyFile.Parse(File.ReadAllText(path), path, KeyOf).Text();
    }

    /// <summary>A public key as a word, or that of a key file.</summary>
    public static PublicKey KeyOf(string word) =>
        word.StartsWith("headroom-", StringComparison.Ordinal) ? PublicKey.Parse(word) : KeyFile.ReadPublic(word);
}

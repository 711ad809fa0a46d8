using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Privacy.Keys;

namespace Headroom.Cli.Privacy;

/// <summary><c>headroom key</c>: makes, shows and renews keys.</summary>
internal static class KeyCommand
{
    public static Command Create(Terminal terminal) => new("key", "Make, show and renew keys for masks, seals and signatures.")
    {
        New(terminal), Show(terminal), Rotate(terminal),
    };

    private static DocumentedCommand New(Terminal terminal)
    {
        var file = FileArgument();
        var kind = KindOption();
        var command = new DocumentedCommand(
            "new",
            "Make a key in a file that its owner alone can read, under the passphrase in HEADROOM_PASSPHRASE.",
            "headroom key new project.key",
            "headroom key new me.key --kind seal",
            "headroom key new signer.key --kind sign")
        {
            file, kind,
        };
        command.SetAction(parsed => PrivacyFailure.Told(() =>
        {
            var path = parsed.GetRequiredValue(file);
            if (File.Exists(path))
                throw new CommandFailure(ExitCode.Refused, $"{path} is there already; what it opens would be lost. Choose another name.");

            using var key = KeyPair.New(kind.In(parsed));
            KeyFile.Write(path, key, KeyOptions.Passphrase(terminal));
            terminal.Output.WriteLine(key.Public.ToString());
            return ExitCode.Done;
        }));
        return command;
    }

    private static DocumentedCommand Show(Terminal terminal)
    {
        var file = FileArgument();
        var command = new DocumentedCommand(
            "show", "Print the public part of a key, for those who seal for it or check its signatures.", "headroom key show me.key")
        {
            file,
        };
        command.SetAction(parsed => PrivacyFailure.Told(() =>
        {
            terminal.Output.WriteLine(KeyFile.ReadPublic(parsed.GetRequiredValue(file)).ToString());
            return ExitCode.Done;
        }));
        return command;
    }

    private static DocumentedCommand Rotate(Terminal terminal)
    {
        var file = FileArgument();
        var command = new DocumentedCommand(
            "rotate",
            "Put a new key of the same kind in the place of one, which stays beside it with '.old' behind its name.",
            "headroom key rotate me.key")
        {
            file,
        };
        command.SetAction(parsed => PrivacyFailure.Told(() =>
        {
            var path = parsed.GetRequiredValue(file);
            if (File.Exists(path + ".old"))
                throw new CommandFailure(ExitCode.Refused, $"{path}.old is there already; move it away first.");

            using var old = KeyOptions.Read(terminal, path);
            using var key = KeyPair.New(old.Kind);
            KeyFile.Write(path + ".old", old, KeyOptions.Passphrase(terminal));
            KeyFile.Write(path, key, KeyOptions.Passphrase(terminal));
            terminal.Output.WriteLine(key.Public.ToString());
            return ExitCode.Done;
        }));
        return command;
    }

    private static Argument<string> FileArgument() => new("file") { Description = "The key file", HelpName = "FILE" };

    private static DefaultedOption<KeyKind> KindOption() => Choices.One("--kind", "kind", "What the key is for",
        ("mask", KeyKind.Mask), ("seal", KeyKind.Seal), ("seal-hybrid", KeyKind.SealHybrid), ("seal-p256", KeyKind.SealP256), ("sign", KeyKind.Sign));
}

using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Privacy.Keys;

namespace Headroom.Cli.Privacy;

/// <summary>Keys and their passphrases, which come from the environment: arguments are seen by others.</summary>
internal static class KeyOptions
{
    private const string Variable = "HEADROOM_PASSPHRASE";

    /// <summary>The passphrase of key files.</summary>
    public static string Passphrase(Terminal terminal) =>
        terminal.Variable(Variable) is { Length: > 0 } passphrase
            ? passphrase
            : throw new CommandFailure(ExitCode.NotAuthorised, $"the passphrase of the key file is missing; set {Variable}.");

    /// <summary>Opens a key file.</summary>
    public static KeyPair Read(Terminal terminal, string path) =>
        PrivacyFailure.Told(() => KeyFile.Read(path, Passphrase(terminal)));
}

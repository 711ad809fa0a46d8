using Headroom.Cli.Output;

namespace Headroom.Cli.Serving;

/// <summary>
/// Keeps the first token where the commands of the same user look for it. The server keeps a hash alone, so this is the
/// only copy.
/// </summary>
internal static class TokenFile
{
    /// <summary>Shows a secret, once, and keeps it where there is none yet.</summary>
    public static void Tell(Terminal terminal, string secret, string place)
    {
        terminal.Output.WriteLine($"Admin token, shown this once:  {secret}");
        if (TryKeep(secret, place)) terminal.Output.WriteLine($"Kept for your own commands in {place}.");
        else terminal.Output.WriteLine("Give it to commands as HEADROOM_TOKEN.");
    }

    private static bool TryKeep(string secret, string place)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(place))!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new StreamWriter(place, options);
            file.WriteLine(secret);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

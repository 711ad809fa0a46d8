using System.Text;
using Headroom.Cli.Configuration;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;

namespace Headroom.Cli.Remote;

/// <summary>
/// The token that says who asks: from the environment, else from a file that only its owner may read. Never from an
/// argument, which others can list; and it is in no message.
/// </summary>
internal static class Token
{
    public const string Variable = "HEADROOM_TOKEN";

    private const int LengthMax = 4096;

    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The token; empty where there is none.</summary>
    public static string Of(Terminal terminal, ChosenSetting file)
    {
        // A file that was named for this one command goes before what is meant for all.
        if (file.Source != SettingSource.Flag && terminal.Variable(Variable) is { Length: > 0 } set)
            return Checked(set, Variable);

        var path = file.Text!;
        if (File.Exists(path)) return Checked(Read(path), path);

        return file.Source == SettingSource.Default ? "" : throw Refused($"{file.Place}: there is no file {path}");
    }

    private static string Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & OfOthers) != 0)
                throw Refused($"{path} can be read by others; run 'chmod 600 {path}', and take a new token if others did");

            var bytes = new byte[LengthMax + 1];
            var length = RandomAccess.Read(file, bytes, fileOffset: 0);
            return Encoding.UTF8.GetString(bytes, 0, length);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Refused($"{path} cannot be read ({fault.Message.TrimEnd('.')})");
        }
    }

    // What a header cannot carry is refused here: the message of whoever met it later would show it.
    private static string Checked(string text, string place)
    {
        var token = text.Trim();
        return token.Length <= LengthMax && token.All(letter => letter is > ' ' and <= '~')
            ? token
            : throw Refused($"{place} holds no token: one is a single word; write it again");
    }

    private static CommandFailure Refused(string sentence) => new(ExitCode.NotAuthorised, $"{sentence}.");
}

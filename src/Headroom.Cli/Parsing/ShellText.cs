using System.CommandLine;

namespace Headroom.Cli.Parsing;

/// <summary>Command lines as a shell would read them back.</summary>
internal static class ShellText
{
    private const string PlainPunctuation = "-_./,:=+@%";

    public static string CommandLine(ParseResult parsed) =>
        Join(parsed.Tokens.Select(token => token.Value).Prepend("headroom"));

    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    private static string Quote(string word) =>
        word.Length > 0 && word.All(letter =>
            char.IsAsciiLetterOrDigit(letter) || PlainPunctuation.Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

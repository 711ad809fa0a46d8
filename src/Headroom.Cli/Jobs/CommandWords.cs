using System.CommandLine;
using System.CommandLine.Parsing;
using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Jobs;

/// <summary>
/// The words behind <c>--</c>: what a job runs. They have to stand there, because a program's own options would be
/// taken for ours, and a mistyped option of ours for the program.
/// </summary>
internal static class CommandWords
{
    public static Argument<string[]> Argument() => new("command")
    {
        Description = "Program and arguments, behind '--'; they are passed on as they are, to no shell",
        HelpName = "-- COMMAND",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static IReadOnlyList<string> In(ParseResult parsed, Argument<string[]> argument)
    {
        var dashes = parsed.Tokens.ToList().FindIndex(token => token.Type == TokenType.DoubleDash);
        var behind = dashes < 0 ? 0 : parsed.Tokens.Count - dashes - 1;
        var words = parsed.GetValue(argument) ?? [];
        if (words.Length == behind) return words;

        var stray = words[0];
        var known = parsed.CommandResult.Command.Options.Select(option => option.Name);
        throw new CommandFailure(ExitCode.WrongUse, stray.StartsWith('-')
            ? $"unknown option '{stray}'{Suggestion.For(stray, known)}; options of the job's own command stand behind '--'."
            : $"'{stray}' stands before '--'; write the command behind it, as in 'headroom submit -- {stray}'.");
    }
}

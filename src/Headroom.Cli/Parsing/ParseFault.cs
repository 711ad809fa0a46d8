using System.CommandLine;
using System.CommandLine.Parsing;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;

namespace Headroom.Cli.Parsing;

/// <summary>
/// Reports a command line that cannot be understood: one sentence and where to read on, on the error stream.
/// System.CommandLine's own way prints the whole usage to the output stream, where programs read results.
/// </summary>
internal static class ParseFault
{
    public static int Report(ParseResult parsed, Terminal terminal)
    {
        var command = PathOf(parsed.CommandResult);
        terminal.Error.WriteLine($"headroom: {DisplayWidth.Printable(Sentence(parsed))}");
        terminal.Error.WriteLine($"Try '{command} --help'.");
        return ExitCode.WrongUse;
    }

    private static string Sentence(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is [var unknown, ..])
        {
            return $"unknown {(unknown.StartsWith('-') ? "option" : "command or argument")} '{unknown}'"
                + Suggestion.For(unknown, Known(parsed.CommandResult.Command)) + ".";
        }

        if (parsed.CommandResult.Command is { Action: null, Subcommands: { Count: > 0 } commands })
        {
            var names = commands.Where(child => !child.Hidden).Select(child => child.Name);
            return $"a command is missing: {string.Join(", ", names)}.";
        }

        return parsed.Errors[0].Message.TrimEnd('.') + ".";
    }

    private static IEnumerable<string> Known(Command command) =>
        command.Subcommands.Where(child => !child.Hidden).Select(child => child.Name)
            .Concat(command.Options.Select(option => option.Name))
            .Append("--help");

    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "headroom";
}

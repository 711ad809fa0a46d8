using System.CommandLine;
using System.CommandLine.Parsing;

namespace Headroom.Cli.Sharding;

/// <summary>Words of a command line that a job repeats.</summary>
internal static class OwnWords
{
    // What says how the jobs are made is not said to them.
    private static readonly HashSet<string> OfTheCaller = new(StringComparer.Ordinal)
    {
        "--on", "--shards", "--queue", "--program", "--server", "--token-file", "--config", "--output", "--report",
        "--resume", "--workers",
    };

    /// <summary>Arguments and options behind the names of the command, but for those of its caller.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var words = new List<string>();
        foreach (var child in parsed.CommandResult.Children)
        {
            switch (child)
            {
                case ArgumentResult argument:
                    words.AddRange(argument.Tokens.Select(token => token.Value));
                    break;
                case OptionResult { Implicit: false } option when !OfTheCaller.Contains(option.Option.Name):
                    if (option.Tokens.Count == 0) words.Add(option.Option.Name);
                    foreach (var token in option.Tokens) words.AddRange([option.Option.Name, token.Value]);
                    break;
            }
        }

        return words;
    }
}

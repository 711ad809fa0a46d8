using System.CommandLine;
using System.CommandLine.Parsing;

namespace Headroom.Cli.Sharding;

/// <summary>Words of a command line that a job repeats.</summary>
internal static class OwnWords
{
    // What says how the jobs are made is not said to them.
    private static readonly HashSet<string> OfTheCaller = new(StringComparer.Ordinal)
    {
        "--on", "--shards", "--queue", "--program", "--server", "--token-file", "--config", "--output", "--resume",
        "--workers", "--threads",
    };

    /// <summary>Arguments and options behind the names of the command, but for those of its caller.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="without">Other options that the jobs are not told.</param>
    public static IReadOnlyList<string> Of(ParseResult parsed, params string[] without)
    {
        var words = new List<string>();
        foreach (var child in parsed.CommandResult.Children)
        {
            switch (child)
            {
                case ArgumentResult argument:
                    words.AddRange(argument.Tokens.Select(token => token.Value));
                    break;
                case OptionResult { Implicit: false } option
                    when !OfTheCaller.Contains(option.Option.Name) && !without.Contains(option.Option.Name):
                    if (option.Tokens.Count == 0) words.Add(option.Option.Name);
                    foreach (var token in option.Tokens) words.AddRange([option.Option.Name, token.Value]);
                    break;
            }
        }

        return words;
    }
}

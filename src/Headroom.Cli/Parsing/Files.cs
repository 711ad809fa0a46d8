using System.CommandLine;

namespace Headroom.Cli.Parsing;

/// <summary>Options whose values are paths.</summary>
internal static class Files
{
    /// <summary>Most files that one option may name.</summary>
    public const int CountMax = 1_000;

    /// <summary>One path; null when the option is not given.</summary>
    public static Option<string?> One(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FILE",
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>Paths joined by commas, or the option several times; empty when it is not given.</summary>
    public static DefaultedOption<IReadOnlyList<string>> Some(string name, string description) => new(name, [])
    {
        Description = description,
        HelpName = "FILE[,FILE…]",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result =>
        {
            IReadOnlyList<string> paths = [.. result.Tokens.SelectMany(token => Split(token.Value))];
            if (paths.Any(path => path.Length == 0))
                result.AddError($"{name} names an empty path; write FILE or FILE,FILE");
            if (paths.Count > CountMax)
                result.AddError($"{name} names {paths.Count} files; at most {CountMax} at once");
            return paths;
        },
    };

    /// <summary>
    /// What a file's history is called in reports: its name without folder, <c>.gz</c> and <c>.csv</c>.
    /// </summary>
    public static string TraceName(string path) => Without(Without(Path.GetFileName(path), ".gz"), ".csv");

    private static string Without(string name, string ending) =>
        name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && name.Length > ending.Length
            ? name[..^ending.Length]
            : name;

    // A comma may be part of a file's name, as in some published traces.
    private static string[] Split(string value) => File.Exists(value) ? [value] : value.Split(',');
}

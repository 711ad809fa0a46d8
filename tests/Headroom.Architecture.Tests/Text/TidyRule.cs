using System.Text.RegularExpressions;

namespace Headroom.Architecture.Tests.Text;

/// <summary>Habits that the compiler does not check.</summary>
internal static partial class TidyRule
{
    private const int LinesMax = 400;

    // A line with a text in it may be longer: a text broken in two is found by no search.
    private const int ColumnsMax = 120;

    // Begins and ends a text of several lines.
    private const string RawQuotes = "\"\"\"";

    // Words that say nothing about what a type is for.
    private static readonly string[] EmptyWords =
    [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utilities",
        "Service", "Handler", "Processor", "Info", "Data",
    ];

    // The folder of public data is called that by its readers.
    private const string AllowedName = "PublicData";

    /// <summary>One sentence for each habit that the file breaks.</summary>
    /// <param name="path">Path of the file from the project's root, with forward slashes.</param>
    /// <param name="text">What is in it.</param>
    public static IEnumerable<string> Faults(string path, string text)
    {
        var lines = text.Split('\n');
        if (lines.Length - 1 > LinesMax)
            yield return $"{path} has {lines.Length - 1} lines; split it, {LinesMax} are the most";

        var isRawText = false;
        for (var index = 0; index < lines.Length; index++)
        {
            isRawText ^= lines[index].Split(RawQuotes).Length % 2 == 0;
            foreach (var fault in LineFaults(lines[index], isRawText))
                yield return $"{path}, line {index + 1}: {fault}";
        }

        foreach (var name in TypeName().Matches(text).Select(type => type.Groups["name"].Value))
        {
            if (name == AllowedName) continue;
            if (EmptyWords.FirstOrDefault(word => name.EndsWith(word, StringComparison.Ordinal)) is { } word)
                yield return $"{path}: {name} ends in {word}, which says nothing; name what it is for";
        }

        if (Namespace().Match(text) is { Success: true } match && match.Groups["name"].Value != NamespaceOf(path))
            yield return $"{path}: the namespace is {match.Groups["name"].Value}, its folder says {NamespaceOf(path)}";
    }

    private static IEnumerable<string> LineFaults(string line, bool isRawText)
    {
        if (line.Length > ColumnsMax && !isRawText && !line.Contains('"', StringComparison.Ordinal))
            yield return $"{line.Length} columns; {ColumnsMax} are the most";
        if (line.Contains('\t', StringComparison.Ordinal)) yield return "a tab";
        if (Region().IsMatch(line)) yield return "a region; a file that needs one is two files";
        if (Reminder().IsMatch(line)) yield return "a reminder without an issue; write (#n) after it or do it";
    }

    // src/Headroom.Cli/Output/X.cs lies in Headroom.Cli.Output.
    private static string NamespaceOf(string path) => string.Join('.', path.Split('/')[1..^1]);

    [GeneratedRegex(@"^\s*#(end)?region\b")]
    private static partial Regex Region();

    [GeneratedRegex(@"\b(TO[D]O|FIXM[E]|HAC[K])\b(?!\s*\(#\d+\))")]
    private static partial Regex Reminder();

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|sealed|static|abstract|partial|readonly|file|ref)\s+)*(?:class|record(?:\s+(?:struct|class))?|struct|interface|enum)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}

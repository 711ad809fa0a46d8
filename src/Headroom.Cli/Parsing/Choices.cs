using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace Headroom.Cli.Parsing;

/// <summary>Options whose values are words from a known list.</summary>
internal static class Choices
{
    /// <summary>An option that takes one of <paramref name="known"/>; its first entry is the default.</summary>
    public static DefaultedOption<T> One<T>(
        string name, string kind, string description, params (string Word, T Value)[] known)
    {
        string[] words = [.. known.Select(choice => choice.Word)];
        var option = new DefaultedOption<T>(name, known[0].Value)
        {
            Description = $"{description}: {string.Join(", ", words)} [default: {words[0]}]",
            HelpName = string.Join('|', words),
            CustomParser = result =>
            {
                var index = Array.IndexOf(words, result.Tokens[0].Value);
                if (index < 0) result.AddError(Unknown(kind, result.Tokens[0].Value, words));
                return index < 0 ? default! : known[index].Value;
            },
            Arity = ArgumentArity.ExactlyOne,
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>
    /// An option that takes some of <paramref name="known"/>, joined by commas; null when it is not given.
    /// </summary>
    public static Option<IReadOnlyList<string>?> Some(
        string name, string kind, string description, IReadOnlyList<string> known)
    {
        var option = new Option<IReadOnlyList<string>?>(name)
        {
            Description = $"{description}: {string.Join(", ", known)} [default: all]",
            HelpName = "NAME[,NAME…]",
            CustomParser = result => Parse(result, kind, known),
            Arity = ArgumentArity.ExactlyOne,
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add(context => Complete(context, known));
        return option;
    }

    private static string Unknown(string kind, string word, IReadOnlyList<string> known) =>
        $"unknown {kind} '{word}'{Suggestion.For(word, known)}; known: {string.Join(", ", known)}";

    private static IReadOnlyList<string>? Parse(ArgumentResult result, string kind, IReadOnlyList<string> known)
    {
        var words = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
        foreach (var word in words.Where(word => !known.Contains(word)).Take(1))
            result.AddError(Unknown(kind, word, known));

        return [.. words.Distinct()];
    }

    // The shell completes the whole word, so what stands before the last comma is part of every answer.
    private static IEnumerable<CompletionItem> Complete(CompletionContext context, IReadOnlyList<string> known)
    {
        var word = context.WordToComplete;
        var start = word[..(word.LastIndexOf(',') + 1)];
        var taken = start.Split(',');
        return known.Except(taken).Select(choice => new CompletionItem(start + choice));
    }
}

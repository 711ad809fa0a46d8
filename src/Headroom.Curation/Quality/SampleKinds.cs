using System.Text;

namespace Headroom.Curation.Quality;

/// <summary>Kinds of pages of one language, and the sentences and words that they are made of.</summary>
internal sealed class SampleKinds
{
    // What stands in a sentence may stand in another value, and so on; nothing deeper than this is written.
    private const int DepthMax = 4;

    private readonly Dictionary<string, string[]> _slots = new(StringComparer.Ordinal);
    private readonly List<SampleKind> _kinds = [];

    /// <summary>Reads the kinds of a language.</summary>
    /// <param name="resource">Name of their text.</param>
    public SampleKinds(string resource)
    {
        string[] head = [];
        foreach (var line in SampleText.Lines(resource))
        {
            if (line[0] == '[' && line[^1] == ']' && line[1..^1].Split(' ') is [var sort, _] two)
            {
                head = two;
                if (sort != "slot") _kinds.Add(new SampleKind(sort == "good", sort.EndsWith('*'), []));
            }
            else if (head[0] == "slot")
            {
                _slots[head[1]] = line.Split(" | ");
            }
            else
            {
                _kinds[^1].Sentences.Add(line);
            }
        }

        Good = [.. _kinds.Where(kind => kind.IsGood)];
        Bad = [.. _kinds.Where(kind => !kind.IsGood)];
    }

    /// <summary>Kinds that are worth training on.</summary>
    public IReadOnlyList<SampleKind> Good { get; }

    /// <summary>Kinds that are not.</summary>
    public IReadOnlyList<SampleKind> Bad { get; }

    /// <summary>A line that stands around the text of many pages.</summary>
    public string Furniture(Draws draws) => Filled("{furniture}", draws, 0);

    /// <summary>A sentence of a kind.</summary>
    public string Sentence(SampleKind kind, Draws draws)
    {
        var sentence = Filled(draws.Of(kind.Sentences), draws, 0);
        return kind.IsGood ? char.ToUpperInvariant(sentence[0]) + sentence[1..] : sentence;
    }

    private string Filled(string template, Draws draws, int depth)
    {
        var text = new StringBuilder();
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0 || depth == DepthMax) return text.Append(template.AsSpan(at)).ToString();

            text.Append(template.AsSpan(at, open - at));
            text.Append(Filled(draws.Of(_slots[template[(open + 1)..close]]), draws, depth + 1));
            at = close + 1;
        }

        return text.ToString();
    }
}

/// <summary>A kind of page.</summary>
/// <param name="IsGood">Whether it is worth training on.</param>
/// <param name="IsLines">Whether each sentence stands on a line of its own.</param>
/// <param name="Sentences">Its sentences, with the names of values in braces.</param>
internal sealed record SampleKind(bool IsGood, bool IsLines, List<string> Sentences);

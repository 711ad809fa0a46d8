using Headroom.Curation.Text;

namespace Headroom.Curation.Filters;

/// <summary>
/// Repetition rules of Gopher (Rae et al. 2021, table A1): shares of duplicate lines and paragraphs, of the most
/// frequent n-gram, and of repeated n-grams. Only second and later copies count, as in datatrove.
/// </summary>
internal sealed class GopherRepetition : IDocumentFilter
{
    private const int TopMin = 2;
    private const int TopMax = 4;
    private const int RepeatedMax = 10;

    private static readonly string[] TopReasons = ["top_2_gram", "top_3_gram", "top_4_gram"];

    private static readonly string[] RepeatedReasons =
    [
        "duplicated_5_n_grams", "duplicated_6_n_grams", "duplicated_7_n_grams", "duplicated_8_n_grams",
        "duplicated_9_n_grams", "duplicated_10_n_grams",
    ];

    private readonly PieceSet _pieces = new();
    private readonly NGramLevels _levels = new();
    private readonly double _lines;
    private readonly double _paragraphs;
    private readonly double _lineCharacters;
    private readonly double _paragraphCharacters;
    private readonly double[] _shares;
    private readonly double _repeatedLeast;

    private GopherRepetition(RuleValues values)
    {
        _lines = values["duplicate-lines-max"];
        _paragraphs = values["duplicate-paragraphs-max"];
        _lineCharacters = values["duplicate-line-characters-max"];
        _paragraphCharacters = values["duplicate-paragraph-characters-max"];
        _shares = [.. Enumerable.Range(TopMin, RepeatedMax - 1).Select(length => values[KeyOf(length)])];
        _repeatedLeast = _shares[(TopMax - TopMin + 1)..].Min();
    }

    /// <summary>Its form in recipes.</summary>
    public static FilterForm Form { get; } = new(
        "gopher-repetition",
        "repetition inside a document (Gopher, Rae et al. 2021, table A1)",
        [
            RuleKey.Share("duplicate-paragraphs-max", 0.3, "paragraphs that are copies of an earlier one"),
            RuleKey.Share("duplicate-paragraph-characters-max", 0.2, "characters in such paragraphs"),
            RuleKey.Share("duplicate-lines-max", 0.3, "lines that are copies of an earlier one"),
            RuleKey.Share("duplicate-line-characters-max", 0.2, "characters in such lines"),
            RuleKey.Share("top-2-gram-max", 0.2, "characters of the most frequent 2-gram"),
            RuleKey.Share("top-3-gram-max", 0.18, "the same of 3 words"),
            RuleKey.Share("top-4-gram-max", 0.16, "the same of 4 words"),
            RuleKey.Share("repeated-5-grams-max", 0.15, "characters in 5-grams that were there before"),
            RuleKey.Share("repeated-6-grams-max", 0.14, "the same of 6 words"),
            RuleKey.Share("repeated-7-grams-max", 0.13, "the same of 7 words"),
            RuleKey.Share("repeated-8-grams-max", 0.12, "the same of 8 words"),
            RuleKey.Share("repeated-9-grams-max", 0.11, "the same of 9 words"),
            RuleKey.Share("repeated-10-grams-max", 0.1, "the same of 10 words"),
        ],
        (values, _) => new GopherRepetition(values));

    public string Name => Form.Name;

    public Verdict Judge(Document document)
    {
        if (document.Text.IsEmpty) return Verdict.Remove("empty");

        double characters = document.Characters;
        AddParagraphs(Utf8.Trim(document.Text));
        if ((double)_pieces.Copies / _pieces.Count > _paragraphs) return Verdict.Remove("dup_para_frac");
        if (_pieces.CopiedCharacters / characters > _paragraphCharacters) return Verdict.Remove("dup_para_char_frac");

        AddLines(document.Text);
        if ((double)_pieces.Copies / _pieces.Count > _lines) return Verdict.Remove("dup_line_frac");
        if (_pieces.CopiedCharacters / characters > _lineCharacters) return Verdict.Remove("dup_line_char_frac");
        return JudgeWords(document.Words, characters);
    }

    private Verdict JudgeWords(WordList words, double characters)
    {
        _levels.Begin(words, TopCutoff.Of(words, characters, _shares.AsSpan(0, TopMax - TopMin + 1)));
        for (var length = TopMin; length <= TopMax && length <= words.Count; length++)
        {
            _levels.Lengthen(words);
            if (_levels.TopCharacters() / characters > _shares[length - TopMin])
                return Verdict.Remove(TopReasons[length - TopMin]);
        }

        if (words.Count > TopMax) _levels.BeginWith(words, TopMax + 1);
        for (var length = TopMax + 1; length <= RepeatedMax && length <= words.Count; length++)
        {
            if (length > TopMax + 1) _levels.Lengthen(words);
            if (_levels.RepeatedCharacters() / characters > _shares[length - TopMin])
                return Verdict.Remove(RepeatedReasons[length - TopMax - 1]);

            // Too little is left for any later level.
            if (_levels.CoveredCharacters() / characters <= _repeatedLeast) break;
        }

        return Verdict.Keep;
    }

    // Parted by empty lines; what lies between two is a paragraph even when it is empty.
    private void AddParagraphs(ReadOnlySpan<byte> text)
    {
        _pieces.Clear(text.Length);
        while (true)
        {
            var end = text.IndexOf("\n\n"u8);
            if (end < 0) break;

            _pieces.Add(text[..end]);
            text = text[end..].TrimStart((byte)'\n');
        }

        _pieces.Add(text);
    }

    private void AddLines(ReadOnlySpan<byte> text)
    {
        _pieces.Clear(text.Length);
        while (true)
        {
            var end = text.IndexOf((byte)'\n');
            if (end < 0) break;

            _pieces.Add(text[..end]);
            text = text[end..].TrimStart((byte)'\n');
        }

        _pieces.Add(text);
    }

    private static string KeyOf(int length) => length <= TopMax ? $"top-{length}-gram-max" : $"repeated-{length}-grams-max";
}

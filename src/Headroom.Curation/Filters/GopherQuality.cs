using Headroom.Curation.Text;

namespace Headroom.Curation.Filters;

/// <summary>
/// Quality rules of Gopher (Rae et al. 2021, appendix A.1.1): number and length of words, symbols, bullets, ellipses,
/// words with a letter, and common words.
/// </summary>
internal sealed class GopherQuality : IDocumentFilter
{
    private readonly RequiredWords _required = new(RequiredWords.OfGopher);
    private readonly RuleValues _values;
    private readonly double _symbols;

    private GopherQuality(RuleValues values)
    {
        _values = values;
        _symbols = values["symbols-per-word-max"];
    }

    /// <summary>Its form in recipes.</summary>
    public static FilterForm Form { get; } = new(
        "gopher-quality",
        "documents that are no prose (Gopher, Rae et al. 2021, appendix A.1.1)",
        [
            RuleKey.Count("words-min", 50, "words that are not symbols alone"),
            RuleKey.Count("words-max", 100_000, "the same, at most"),
            RuleKey.Count("word-length-min", 3, "mean characters of those words"),
            RuleKey.Count("word-length-max", 10, "the same, at most"),
            RuleKey.Share("symbols-per-word-max", 0.1, "number signs for each word, and ellipses for each word"),
            RuleKey.Share("bullet-lines-max", 0.9, "lines that begin with a bullet or a dash"),
            RuleKey.Share("ellipsis-lines-max", 0.3, "lines that end in an ellipsis"),
            RuleKey.Share("letter-words-min", 0.8, "words that hold a letter"),
            RuleKey.Count("common-words-min", 2, "different ones of: the be to of and that have with"),
        ],
        (values, _) => new GopherQuality(values));

    public string Name => Form.Name;

    public Verdict Judge(Document document)
    {
        var words = document.Words;
        var length = (double)words.NotSymbolCharacters / Math.Max(1, words.NotSymbols);
        if (words.NotSymbols < _values["words-min"]) return Verdict.Remove("gopher_short_doc");
        if (words.NotSymbols > _values["words-max"]) return Verdict.Remove("gopher_long_doc");
        if (length < _values["word-length-min"]) return Verdict.Remove("gopher_below_avg_threshold");
        if (length > _values["word-length-max"]) return Verdict.Remove("gopher_above_avg_threshold");

        var text = document.Text;
        double count = words.Count;
        if (text.Count((byte)'#') / count > _symbols) return Verdict.Remove("gopher_too_many_hashes");
        if ((text.Count("..."u8) + text.Count("…"u8)) / count > _symbols)
            return Verdict.Remove("gopher_too_many_ellipsis");

        var (lines, bullets, ellipses) = CountLines(text);
        if (bullets / lines > _values["bullet-lines-max"]) return Verdict.Remove("gopher_too_many_bullets");
        if (ellipses / lines > _values["ellipsis-lines-max"]) return Verdict.Remove("gopher_too_many_end_ellipsis");
        if (words.WithLetter / count < _values["letter-words-min"])
            return Verdict.Remove("gopher_below_alpha_threshold");

        var common = _values.Whole("common-words-min");
        return _required.DistinctIn(words, common) < common
            ? Verdict.Remove("gopher_enough_stop_words")
            : Verdict.Keep;
    }

    private static (double Lines, int Bullets, int Ellipses) CountLines(ReadOnlySpan<byte> text)
    {
        var lines = 0;
        var bullets = 0;
        var ellipses = 0;
        foreach (var line in new LineSplit(text))
        {
            lines++;
            var start = Utf8.TrimStart(line);
            if (start.StartsWith("-"u8) || start.StartsWith("•"u8)) bullets++;
            if (EndsInEllipsis(Utf8.TrimEnd(line))) ellipses++;
        }

        return (lines, bullets, ellipses);
    }

    private static bool EndsInEllipsis(ReadOnlySpan<byte> line) => line.EndsWith("..."u8) || line.EndsWith("…"u8);
}

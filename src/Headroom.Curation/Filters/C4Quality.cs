using Headroom.Curation.Text;

namespace Headroom.Curation.Filters;

/// <summary>
/// Rules of C4 (Raffel et al. 2020, section 2.2) as datatrove codes them: lines are left out one by one, and the
/// document goes when a curly bracket or lorem ipsum is among what stays, or too few sentences are.
/// </summary>
internal sealed class C4Quality : IDocumentFilter
{
    private readonly IWordBreaker _breaker;
    private readonly C4Lines _lines;
    private readonly int _sentencesMin;
    private readonly bool _isLoremRefused;
    private readonly bool _isBracketRefused;
    private byte[] _kept = new byte[64 * 1024];
    private int _length;

    private C4Quality(RuleValues values, IWordBreaker breaker)
    {
        _breaker = breaker;
        _lines = new C4Lines(values);
        _sentencesMin = values.Whole("sentences-min");
        _isLoremRefused = values.Is("lorem-ipsum");
        _isBracketRefused = values.Is("curly-bracket");
    }

    /// <summary>Its form in recipes.</summary>
    public static FilterForm Form { get; } = new(
        "c4",
        "lines that are no sentences, and documents with few left (C4, Raffel et al. 2020, section 2.2)",
        [
            RuleKey.Switch("terminal-mark", true, "leave out lines that do not end in . ? ! or a quotation mark"),
            RuleKey.Switch("any-script", false, "marks of any script end lines too, such as 。"),
            RuleKey.Count("line-words-min", 3, "leave out lines of fewer words"),
            RuleKey.Count("word-length-max", 1000, "leave out lines with a word of more characters"),
            RuleKey.Switch("citations", true, "strip [12], [edit] and [citation needed]"),
            RuleKey.Switch("javascript", true, "leave out lines that mention javascript"),
            RuleKey.Switch("policies", true, "leave out lines about cookies, privacy or terms of use"),
            RuleKey.Switch("lorem-ipsum", true, "remove documents with lorem ipsum"),
            RuleKey.Switch("curly-bracket", true, "remove documents with a {"),
            RuleKey.Count("sentences-min", 5, "sentences that must be left"),
        ],
        (values, context) => new C4Quality(values, context.Breaker));

    public string Name => Form.Name;

    public Verdict Judge(Document document)
    {
        var text = document.Text;
        if (_kept.Length < text.Length) _kept = new byte[Math.Max(text.Length, 2 * _kept.Length)];

        _length = 0;
        _lines.Begin(text);
        var sentences = 0;
        foreach (var raw in new LineSplit(text))
        {
            var line = _lines.Clean(raw, out var isKept);
            if (!isKept) continue;
            if (_isLoremRefused && _lines.HasLorem(line)) return Verdict.Remove("lorem_ipsum");
            if (_lines.MentionsJavascript(line)) continue;
            if (_isBracketRefused && _lines.HasBracket(line)) return Verdict.Remove("curly_bracket");
            if (_lines.IsPolicy(line)) continue;

            // Counting ends where the answer is known.
            if (sentences < _sentencesMin) sentences += _breaker.SentencesIn(line);
            Keep(line);
        }

        if (sentences < _sentencesMin) return Verdict.Remove("too_few_sentences");

        document.Replace(Utf8.Trim(_kept.AsSpan(0, _length)));
        return Verdict.Keep;
    }

    private void Keep(ReadOnlySpan<byte> line)
    {
        if (_length > 0) _kept[_length++] = (byte)'\n';
        line.CopyTo(_kept.AsSpan(_length));
        _length += line.Length;
    }
}

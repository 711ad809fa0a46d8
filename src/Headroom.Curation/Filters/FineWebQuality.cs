using Headroom.Curation.Text;

namespace Headroom.Curation.Filters;

/// <summary>
/// The rules that FineWeb adds (Penedo et al. 2024, section 3.6): lines without a final mark, short lines, duplicate
/// lines, and lists. The paper removes at its thresholds; its code only beyond them, and has 0.01 where the paper has
/// 0.1.
/// </summary>
internal sealed class FineWebQuality : IDocumentFilter
{
    /// <summary>Key of the threshold on which paper and code differ.</summary>
    public const string DuplicateKey = "duplicate-line-characters-max";

    /// <summary>Key of the switch between the comparisons of paper and code.</summary>
    public const string InclusiveKey = "inclusive";

    private readonly PieceSet _pieces = new();
    private readonly RuleValues _values;
    private readonly int _shortLength;
    private readonly bool _isInclusive;

    private FineWebQuality(RuleValues values)
    {
        _values = values;
        _shortLength = values.Whole("short-line-length");
        _isInclusive = values.Is("inclusive");
    }

    /// <summary>Its form in recipes.</summary>
    public static FilterForm Form { get; } = new(
        "fineweb",
        "lists, menus and repeated lines (FineWeb, Penedo et al. 2024, section 3.6)",
        [
            RuleKey.Share("terminal-lines-min", 0.12, "lines that end in a mark that ends sentences"),
            RuleKey.Share("short-lines-max", 0.67, "lines of few characters"),
            RuleKey.Count("short-line-length", 30, "characters of such a line, at most"),
            RuleKey.Share(DuplicateKey, 0.1, "characters in lines that are copies: 0.1 in the paper, 0.01 in its code"),
            RuleKey.Share("newlines-per-word-max", 0.3, "line breaks for each word; in the code alone"),
            RuleKey.Switch(InclusiveKey, true, "remove at the first three thresholds too, as the paper; its code does not"),
        ],
        (values, _) => new FineWebQuality(values));

    public string Name => Form.Name;

    public Verdict Judge(Document document)
    {
        var text = document.Text;
        var (ended, shorts, breaks) = CountLines(text);
        var lines = _pieces.Count;
        if (lines == 0) return Verdict.Remove("empty");
        if (IsBelow((double)ended / lines, _values["terminal-lines-min"])) return Verdict.Remove("line_punct_ratio");
        if (IsAbove((double)shorts / lines, _values["short-lines-max"])) return Verdict.Remove("short_line_ratio");

        double characters = document.Characters - breaks;
        if (IsAbove(_pieces.CopiedCharacters / characters, _values[DuplicateKey]))
            return Verdict.Remove("char_dup_ratio");
        return IsList(document, breaks) ? Verdict.Remove("list_ratio") : Verdict.Keep;
    }

    // However words are cut, what white space parts are words at least: mostly counting a few of those is enough.
    private bool IsList(Document document, int breaks)
    {
        var most = _values["newlines-per-word-max"];
        var enough = (int)Math.Min(breaks / most + 1, int.MaxValue);
        return !HasWords(document.Text, enough) && (double)breaks / document.Words.Count > most;
    }

    private static bool HasWords(ReadOnlySpan<byte> text, int enough)
    {
        var words = 0;
        var isInside = false;
        foreach (var one in text)
        {
            // A byte beyond ASCII may be of white space: it neither begins nor ends a word here.
            if (one >= 128) continue;

            var isWord = one is not (32 or (>= 9 and <= 13) or (>= 28 and <= 31));
            if (isWord && !isInside && ++words >= enough) return true;
            isInside = isWord;
        }

        return false;
    }

    private bool IsBelow(double share, double least) => share < least || (_isInclusive && share <= least);

    private bool IsAbove(double share, double most) => share > most || (_isInclusive && share >= most);

    private (int Ended, int Shorts, int Breaks) CountLines(ReadOnlySpan<byte> text)
    {
        _pieces.Clear(text.Length);
        var ended = 0;
        var shorts = 0;
        var breaks = 0;
        while (true)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            if (!Utf8.TrimStart(line).IsEmpty)
            {
                _pieces.Add(line);
                if (TerminalMarks.End(line)) ended++;
                if (IsShort(line)) shorts++;
            }

            if (end < 0) return (ended, shorts, breaks);

            breaks++;
            text = text[(end + 1)..];
        }
    }

    // No character has more than four bytes.
    private bool IsShort(ReadOnlySpan<byte> line) =>
        line.Length <= 4 * _shortLength && Utf8.CharactersIn(line) <= _shortLength;
}

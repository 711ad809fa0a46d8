using Headroom.Curation.Text;

namespace Headroom.Curation.Filters;

/// <summary>
/// Line rules of RefinedWeb (Penedo et al. 2023, appendix G.2) as DCLM codes them: shouted lines, numbers, counters,
/// single words and what shops and logins say are left out, and the document goes when too many of its words did.
/// </summary>
internal sealed class RefinedWebLines : IDocumentFilter
{
    private readonly RuleValues _values;
    private byte[] _kept = new byte[64 * 1024];
    private int _length;

    private RefinedWebLines(RuleValues values) => _values = values;

    /// <summary>Its form in recipes.</summary>
    public static FilterForm Form { get; } = new(
        "refinedweb-lines",
        "lines of menus, counters and logins (RefinedWeb, Penedo et al. 2023, appendix G.2, as DCLM codes it)",
        [
            RuleKey.Share("upper-case-max", 0.5, "leave out lines with more upper-case characters"),
            RuleKey.Switch("numbers", true, "leave out lines of digits alone"),
            RuleKey.Switch("counters", true, "leave out lines such as '3 likes'"),
            RuleKey.Count("line-words-min", 2, "leave out lines of fewer words, but for empty ones"),
            RuleKey.Count("phrase-line-words-max", 10, "words of a line that may go for 'items in cart' and the like"),
            RuleKey.Share("removed-words-max", 0.05, "remove documents that lost more of their words"),
        ],
        (values, _) => new RefinedWebLines(values));

    public string Name => Form.Name;

    public Verdict Judge(Document document)
    {
        var text = document.Text;
        if (_kept.Length < text.Length) _kept = new byte[Math.Max(text.Length, 2 * _kept.Length)];

        _length = 0;
        var words = 0;
        var removed = 0;
        var isFirst = true;
        while (true)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            var count = LineText.WordsIn(line);
            words += count;
            if (Stays(line, count)) Keep(line, ref isFirst);
            else removed += count;
            if (end < 0) break;
            text = text[(end + 1)..];
        }

        if (words == 0 || (double)removed / words > _values["removed-words-max"])
            return Verdict.Remove("too_many_lines_removed");

        document.Replace(_kept.AsSpan(0, _length));
        return Verdict.Keep;
    }

    private bool Stays(ReadOnlySpan<byte> line, int words)
    {
        if (words == 0) return true;
        if (words < _values["line-words-min"]) return false;
        if (LineText.UpperCaseShare(line) > _values["upper-case-max"]) return false;
        if (_values.Is("numbers") && LineText.IsNumber(Utf8.Trim(line))) return false;
        if (_values.Is("counters") && LineText.IsCounter(line)) return false;
        return words > _values["phrase-line-words-max"] || !LineText.HasPhrase(Utf8.Trim(line));
    }

    private void Keep(ReadOnlySpan<byte> line, ref bool isFirst)
    {
        if (!isFirst) _kept[_length++] = (byte)'\n';
        isFirst = false;
        line.CopyTo(_kept.AsSpan(_length));
        _length += line.Length;
    }
}

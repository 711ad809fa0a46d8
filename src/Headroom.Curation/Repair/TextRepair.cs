using System.Text;
using Headroom.Curation.Filters;
using Headroom.Curation.Text;

namespace Headroom.Curation.Repair;

/// <summary>
/// Repairs texts before filters look at them: wrong encodings undone, characters in their usual forms. It removes no
/// document; a text that is as it should be keeps its bytes.
/// </summary>
internal sealed class TextRepair : IDocumentFilter
{
    private readonly ComposedText _composed = new();
    private readonly RuleValues _values;

    private TextRepair(RuleValues values) => _values = values;

    /// <summary>Its form in recipes.</summary>
    public static FilterForm Form { get; } = new(
        "repair",
        "nothing; repairs texts that were read in a wrong encoding, and brings characters into their usual forms",
        [
            RuleKey.Switch("mojibake", true, "undo wrong encodings, line by line: cafÃ© becomes café"),
            RuleKey.Switch("references", false, "resolve references such as &eacute; where a line has no tags"),
            RuleKey.Switch("controls", true, "leave out control characters and escapes of terminals"),
            RuleKey.Switch("line-breaks", true, "end lines by line feeds alone"),
            RuleKey.Switch("compose", true, "compose letters and their marks (NFC)"),
            RuleKey.Switch("width", false, "full-width letters and digits as ASCII, half-width katakana as katakana"),
            RuleKey.Switch("ligatures", false, "take ligatures of Latin letters apart"),
            RuleKey.Switch("straight-quotes", false, "quotation marks as ' and \""),
        ],
        (values, _) => new TextRepair(values));

    public string Name => Form.Name;

    public Verdict Judge(Document document)
    {
        if (!document.IsAscii || HasPlainWork(document.Text))
            document.Replace(Encoding.UTF8.GetBytes(Repaired(Encoding.UTF8.GetString(document.Text))));
        if (_values.Is("compose")) document.Replace(_composed.Of(document.Text));
        return Verdict.Keep;
    }

    // Of ASCII only a few characters are ever changed.
    private static bool HasPlainWork(ReadOnlySpan<byte> text) =>
        text.Contains((byte)'&') || text.Contains((byte)127)
        || text.ContainsAnyInRange((byte)0, (byte)8) || text.ContainsAnyInRange((byte)11, (byte)31);

    private string Repaired(string text)
    {
        if (_values.Is("line-breaks") && !_values.Is("mojibake")) text = PlainForms.LineBreaks(text);
        var repaired = new StringBuilder(text.Length);
        var start = 0;
        while (true)
        {
            var end = text.IndexOf('\n', start);
            repaired.Append(Line(end < 0 ? text[start..] : text[start..end]));
            if (end < 0) break;

            repaired.Append('\n');
            start = end + 1;
        }

        return repaired.ToString();
    }

    private string Line(string line)
    {
        if (_values.Is("controls")) line = PlainForms.WithoutEscapes(line);
        if (_values.Is("references") && !line.Contains('<')) line = PlainForms.WithoutReferences(line);
        if (_values.Is("mojibake")) line = MojibakeText.Repaired(line);
        if (_values.Is("ligatures")) line = PlainForms.WithoutLigatures(line);
        if (_values.Is("width")) line = PlainForms.OfUsualWidth(line);
        if (_values.Is("straight-quotes")) line = PlainForms.WithStraightQuotes(line);

        // Behind the encodings: U+0085 is a mark of Windows-1252 more often than a line break.
        if (_values.Is("line-breaks")) line = PlainForms.LineBreaks(line);
        return _values.Is("controls") ? PlainForms.WithoutControls(line) : line;
    }
}

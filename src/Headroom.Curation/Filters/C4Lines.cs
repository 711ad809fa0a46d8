using System.Text;
using Headroom.Curation.Text;

namespace Headroom.Curation.Filters;

/// <summary>
/// The line rules of C4. What no line of a document can hold is found out once for the whole document, so that lines
/// are not searched in vain.
/// </summary>
internal sealed class C4Lines(RuleValues values)
{
    private static readonly byte[][] Policies =
    [
        "terms of use"u8.ToArray(), "privacy policy"u8.ToArray(), "cookie policy"u8.ToArray(),
        "uses cookies"u8.ToArray(), "use of cookies"u8.ToArray(), "use cookies"u8.ToArray(),
    ];

    private readonly bool _asksForMark = values.Is("terminal-mark");
    private readonly bool _isAnyScript = values.Is("any-script");
    private readonly int _wordsMin = values.Whole("line-words-min");
    private readonly int _wordLengthMax = values.Whole("word-length-max");
    private byte[] _lower = new byte[64 * 1024];
    private byte[] _cleaned = new byte[1024];
    private bool _mayHaveLorem;
    private bool _mayHaveJavascript;
    private bool _mayHaveBracket;
    private bool _mayHavePolicy;
    private bool _mayHaveCitation;

    /// <summary>Begins with a document.</summary>
    public void Begin(ReadOnlySpan<byte> text)
    {
        var lower = Lower(text);
        _mayHaveLorem = lower.IndexOf("lorem ipsum"u8) >= 0;
        _mayHaveJavascript = values.Is("javascript") && lower.IndexOf("javascript"u8) >= 0;
        _mayHavePolicy = values.Is("policies") && HasPolicy(lower);
        _mayHaveBracket = text.Contains((byte)'{');
        _mayHaveCitation = values.Is("citations") && text.Contains((byte)'[');
    }

    /// <summary>The line without white space around it and without citations, and whether it may stay.</summary>
    public ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> raw, out bool isKept)
    {
        var stripped = Utf8.Trim(raw);
        isKept = false;
        if (stripped.Length > _wordLengthMax && HasLongWord(stripped)) return stripped;

        var line = _mayHaveCitation ? WithoutCitations(stripped) : stripped;
        isKept = (!_asksForMark || EndsInMark(line)) && HasWords(stripped, _wordsMin);
        return line;
    }

    /// <summary>Whether the line has lorem ipsum.</summary>
    public bool HasLorem(ReadOnlySpan<byte> line) => _mayHaveLorem && Lower(line).IndexOf("lorem ipsum"u8) >= 0;

    /// <summary>Whether the line mentions javascript.</summary>
    public bool MentionsJavascript(ReadOnlySpan<byte> line) =>
        _mayHaveJavascript && Lower(line).IndexOf("javascript"u8) >= 0;

    /// <summary>Whether the line has a curly bracket.</summary>
    public bool HasBracket(ReadOnlySpan<byte> line) => _mayHaveBracket && line.Contains((byte)'{');

    /// <summary>Whether the line is about cookies, privacy or terms of use.</summary>
    public bool IsPolicy(ReadOnlySpan<byte> line) => _mayHavePolicy && HasPolicy(Lower(line));

    private static bool HasPolicy(ReadOnlySpan<byte> lower)
    {
        foreach (var policy in Policies)
        {
            if (lower.IndexOf(policy) >= 0) return true;
        }

        return false;
    }

    private bool EndsInMark(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line.EndsWith("..."u8)) return false;
        if (line[^1] is (byte)'.' or (byte)'?' or (byte)'!' or (byte)'"' or (byte)'\'') return true;
        return _isAnyScript && line[^1] >= 128
            && (TerminalMarks.End(line) || Utf8.Last(line, line.Length, out _) is '”' or '’' or '」' or '』');
    }

    private static bool HasWords(ReadOnlySpan<byte> line, int least)
    {
        var words = 0;
        var isInside = false;
        for (var index = 0; index < line.Length && words < least;)
        {
            var isWord = !Utf8.IsSpace(Utf8.Next(line, ref index));
            if (isWord && !isInside) words++;
            isInside = isWord;
        }

        return words >= least;
    }

    private bool HasLongWord(ReadOnlySpan<byte> line)
    {
        var length = 0;
        for (var index = 0; index < line.Length;)
        {
            length = Utf8.IsSpace(Utf8.Next(line, ref index)) ? 0 : length + 1;
            if (length > _wordLengthMax) return true;
        }

        return false;
    }

    private ReadOnlySpan<byte> WithoutCitations(ReadOnlySpan<byte> line)
    {
        if (!line.Contains((byte)'[')) return line;
        if (_cleaned.Length < line.Length) _cleaned = new byte[2 * line.Length];

        var length = 0;
        for (var index = 0; index < line.Length;)
        {
            var citation = line[index] == '[' ? CitationAt(line[index..]) : 0;
            if (citation == 0) _cleaned[length++] = line[index++];
            index += citation;
        }

        return _cleaned.AsSpan(0, length);
    }

    private static int CitationAt(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("[edit]"u8)) return "[edit]".Length;
        if (text.StartsWith("[citation needed]"u8)) return "[citation needed]".Length;

        var index = 1;
        while (index < text.Length)
        {
            var next = index;
            var code = Utf8.Next(text, ref next);
            if (code == ']') return next;
            if ((Characters.Of(code) & CharacterKinds.Digit) == 0) break;
            index = next;
        }

        return 0;
    }

    private ReadOnlySpan<byte> Lower(ReadOnlySpan<byte> text)
    {
        if (_lower.Length < text.Length) _lower = new byte[Math.Max(text.Length, 2 * _lower.Length)];
        for (var index = 0; index < text.Length;)
        {
            // The conversion stops at the first byte beyond ASCII, which stays as it is.
            Ascii.ToLower(text[index..], _lower.AsSpan(index), out var written);
            index += written;
            while (index < text.Length && text[index] >= 128) _lower[index] = text[index++];
        }

        return _lower.AsSpan(0, text.Length);
    }
}

using Headroom.Curation.Text;

namespace Headroom.Curation.Signals;

/// <summary>The lines of a text, parted by line feeds, each with its signals.</summary>
internal sealed class LineScan
{
    private readonly List<LineSignals> _lines = [];
    private int _startByte;
    private int _start;
    private int _words;
    private int _wordCharacters;
    private int _javascript;

    /// <summary>Numeric code points of the line so far.</summary>
    public int Numbers;

    /// <summary>Upper-case code points of the line so far.</summary>
    public int Capitals;

    /// <summary>The lines.</summary>
    public IReadOnlyList<LineSignals> Lines => _lines;

    /// <summary>Lines that end in an ellipsis.</summary>
    public int EllipsisLines { get; private set; }

    /// <summary>Begins with a new text.</summary>
    public void Clear()
    {
        _lines.Clear();
        EllipsisLines = 0;
        Begin(0, 0);
    }

    /// <summary>Takes a normalised word.</summary>
    public void AddWord(ReadOnlySpan<byte> word, int characters)
    {
        _words++;
        _wordCharacters += characters;
        if (word.SequenceEqual("javascript"u8)) _javascript++;
    }

    /// <summary>Ends a line, with its line feed when it has one.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="endByte">The byte behind the line.</param>
    /// <param name="end">The code point behind it.</param>
    public void End(ReadOnlySpan<byte> text, int endByte, int end)
    {
        if (endByte == _startByte) return;

        var line = text[_startByte..endByte];
        var trimmed = Utf8.TrimEnd(line);
        if (trimmed.EndsWith("..."u8) || trimmed.EndsWith("…"u8)) EllipsisLines++;

        var normalized = _words == 0 ? 0 : _wordCharacters + _words - 1;
        _lines.Add(new LineSignals(
            _start, end, EndsInMark(trimmed) ? 1 : 0, _javascript, _words,
            normalized == 0 ? 0 : Math.Round((double)Numbers / normalized, 8),
            StartsWithBullet(Utf8.TrimStart(line)) ? 1 : 0, Math.Round((double)Capitals / (end - _start), 8)));
        Begin(endByte, end);
    }

    private void Begin(int startByte, int start)
    {
        _startByte = startByte;
        _start = start;
        _words = 0;
        _wordCharacters = 0;
        _javascript = 0;
        Numbers = 0;
        Capitals = 0;
    }

    private static bool EndsInMark(ReadOnlySpan<byte> line) =>
        line.Length > 0 && (line[^1] is (byte)'.' or (byte)'!' or (byte)'?' || line.EndsWith("”"u8));

    private static bool StartsWithBullet(ReadOnlySpan<byte> line)
    {
        if (line.Length < 3 || line[0] != 0xE2) return false;

        var index = 0;
        return Utf8.Next(line, ref index) is '•' or '‣' or '▶' or '◀' or '◦' or '■' or '□' or '▪' or '▫' or '–';
    }
}

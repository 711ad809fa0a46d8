using System.Buffers;

namespace Headroom.Curation.Text;

/// <summary>
/// Lines as Python's <c>str.splitlines</c> gives them: parted by every line break that Unicode knows, none behind the
/// last break.
/// </summary>
internal ref struct LineSplit(ReadOnlySpan<byte> text)
{
    // The breaks of ASCII, and the first bytes of U+0085, U+2028 and U+2029.
    private static readonly SearchValues<byte> Breaks =
        SearchValues.Create("\n\v\f\r\u001C\u001D\u001E"u8.ToArray().Concat([(byte)0xC2, (byte)0xE2]).ToArray());

    private readonly ReadOnlySpan<byte> _text = text;
    private int _next;

    /// <summary>The line, without its break.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly LineSplit GetEnumerator() => this;

    /// <summary>Moves to the next line.</summary>
    public bool MoveNext()
    {
        if (_next >= _text.Length) return false;

        var start = _next;
        for (var index = start; ; index++)
        {
            var found = _text[index..].IndexOfAny(Breaks);
            if (found < 0) break;

            index += found;
            var length = BreakAt(_text[index..]);
            if (length == 0) continue;

            Current = _text[start..index];
            _next = index + length;
            return true;
        }

        Current = _text[start..];
        _next = _text.Length;
        return true;
    }

    private static int BreakAt(ReadOnlySpan<byte> text) => text[0] switch
    {
        (byte)'\r' => text.Length > 1 && text[1] == '\n' ? 2 : 1,
        0xC2 => text.Length > 1 && text[1] == 0x85 ? 2 : 0,
        0xE2 => text.Length > 2 && text[1] == 0x80 && text[2] is 0xA8 or 0xA9 ? 3 : 0,
        _ => 1,
    };
}

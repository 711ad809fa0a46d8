using System.Globalization;
using System.Text;

namespace Headroom.Privacy.Records;

/// <summary>Texts of JSON with their escapes undone, and where each byte came from.</summary>
internal sealed class JsonUnescape
{
    private byte[] _text = new byte[1024];
    private int[] _places = new int[1025];

    /// <summary>Place in the block of a byte of the last text.</summary>
    public int Place(int index) => _places[index];

    /// <summary>The text between <paramref name="start"/> and <paramref name="end"/> without escapes.</summary>
    /// <exception cref="BlockException">An escape that is none, or half of a surrogate pair.</exception>
    public ReadOnlySpan<byte> Undo(ReadOnlySpan<byte> block, int start, int end)
    {
        if (_text.Length < end - start)
        {
            _text = new byte[end - start];
            _places = new int[end - start + 1];
        }

        var count = 0;
        for (var at = start; at < end;)
        {
            var from = at;
            if (block[at] != '\\')
            {
                (_text[count], _places[count++]) = (block[at++], from);
                continue;
            }

            var first = count;
            count += Escape(block[..end], ref at, _text.AsSpan(count));
            for (var index = first; index < count; index++) _places[index] = from;
        }

        _places[count] = end;
        return _text.AsSpan(0, count);
    }

    private static int Escape(ReadOnlySpan<byte> block, ref int at, Span<byte> text)
    {
        var from = at;
        var code = at + 1 < block.Length ? block[at + 1] : (byte)0;
        at += 2;
        if (code == 'u') return Unicode(block, ref at, from, text);

        text[0] = code switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'t' => (byte)'\t',
            (byte)'r' => (byte)'\r',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'"' or (byte)'\\' or (byte)'/' => code,
            _ => throw new BlockException(from, "not a line of JSON: an escape that does not exist"),
        };
        return 1;
    }

    private static int Unicode(ReadOnlySpan<byte> block, ref int at, int from, Span<byte> text)
    {
        var high = Unit(block, ref at, from);
        if (Rune.TryCreate(high, out var rune)) return rune.EncodeToUtf8(text);

        if (at + 1 < block.Length && block[at] == '\\' && block[at + 1] == 'u')
        {
            at += 2;
            if (Rune.TryCreate(high, Unit(block, ref at, from), out rune)) return rune.EncodeToUtf8(text);
        }

        throw new BlockException(from, "half of a surrogate pair stands alone; write the whole character");
    }

    private static char Unit(ReadOnlySpan<byte> block, ref int at, int from)
    {
        if (at + 4 > block.Length
            || !ushort.TryParse(block.Slice(at, 4), NumberStyles.AllowHexSpecifier, null, out var unit))
        {
            throw new BlockException(from, "not a line of JSON: four hexadecimal digits are missing");
        }

        at += 4;
        return (char)unit;
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Headroom.Curation.Input;

/// <summary>Reads a text as it stands between the quotation marks of JSON (RFC 8259, section 7).</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    /// <summary>Reads a text up to its end; false when something is wrong with it.</summary>
    /// <param name="json">What stands behind the opening quotation mark, in valid UTF-8.</param>
    /// <param name="target">Takes the text; as long as <paramref name="json"/>.</param>
    /// <param name="read">Bytes up to behind the closing quotation mark.</param>
    /// <param name="written">Bytes of the text.</param>
    public static bool TryRead(ReadOnlySpan<byte> json, Span<byte> target, out int read, out int written)
    {
        written = 0;
        for (read = 0; ;)
        {
            var rest = json[read..];
            var plain = rest.IndexOfAny(Special);
            if (plain < 0) return false;

            rest[..plain].CopyTo(target[written..]);
            written += plain;
            read += plain;
            switch (json[read])
            {
                case (byte)'"':
                    read++;
                    return true;
                case (byte)'\\':
                    if (!TryReadEscape(json, ref read, target, ref written)) return false;
                    break;
                default:
                    return false;
            }
        }
    }

    private static bool TryReadEscape(ReadOnlySpan<byte> json, ref int read, Span<byte> target, ref int written)
    {
        if (read + 1 >= json.Length) return false;

        var one = json[read + 1];
        if (one == 'u') return TryReadCode(json, ref read, target, ref written);

        var meant = one switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'t' => (byte)'\t',
            (byte)'r' => (byte)'\r',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'"' or (byte)'\\' or (byte)'/' => one,
            _ => (byte)0,
        };
        if (meant == 0) return false;

        target[written++] = meant;
        read += 2;
        return true;
    }

    private static bool TryReadCode(ReadOnlySpan<byte> json, ref int read, Span<byte> target, ref int written)
    {
        if (!TryReadHex(json[read..], out var code)) return false;

        read += 6;
        if (char.IsHighSurrogate((char)code))
        {
            if (!TryReadHex(json[read..], out var low) || !char.IsLowSurrogate((char)low)) return false;

            code = char.ConvertToUtf32((char)code, (char)low);
            read += 6;
        }

        if (!Rune.TryCreate(code, out var rune)) return false;

        written += rune.EncodeToUtf8(target[written..]);
        return true;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> json, out int code)
    {
        code = 0;
        return json.Length >= 6 && json[0] == '\\' && json[1] == 'u'
            && Utf8Parser.TryParse(json.Slice(2, 4), out code, out var used, 'x') && used == 4;
    }
}

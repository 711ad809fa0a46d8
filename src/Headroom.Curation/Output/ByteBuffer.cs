using System.Buffers;

namespace Headroom.Curation.Output;

/// <summary>Bytes that grow; kept and used again.</summary>
internal sealed class ByteBuffer
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private byte[] _bytes = new byte[64 * 1024];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Forgets everything.</summary>
    public void Clear() => Length = 0;

    /// <summary>Forgets what stands behind so many bytes.</summary>
    public void Cut(int length) => Length = length;

    /// <summary>Adds bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Adds a text without characters beyond ASCII and without quotes.</summary>
    public void WriteAscii(string text) => Length += System.Text.Encoding.ASCII.GetBytes(text, Room(text.Length));

    /// <summary>Adds a whole number.</summary>
    public void Write(long number)
    {
        number.TryFormat(Room(20), out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Adds a text as a JSON string, with its quotation marks.</summary>
    public void WriteJson(ReadOnlySpan<byte> text)
    {
        Write("\""u8);
        while (true)
        {
            var end = text.IndexOfAny(Escaped);
            if (end < 0) break;

            Write(text[..end]);
            WriteEscape(text[end]);
            text = text[(end + 1)..];
        }

        Write(text);
        Write("\""u8);
    }

    private void WriteEscape(byte one)
    {
        switch (one)
        {
            case (byte)'"': Write("\\\""u8); break;
            case (byte)'\\': Write("\\\\"u8); break;
            case (byte)'\n': Write("\\n"u8); break;
            case (byte)'\r': Write("\\r"u8); break;
            case (byte)'\t': Write("\\t"u8); break;
            default:
                Write("\\u00"u8);
                Write([(byte)"0123456789abcdef"[one >> 4], (byte)"0123456789abcdef"[one & 15]]);
                break;
        }
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - Length < length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + length));
        return _bytes.AsSpan(Length);
    }
}

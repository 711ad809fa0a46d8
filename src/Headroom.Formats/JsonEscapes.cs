using System.Buffers;

namespace Headroom.Formats;

/// <summary>Texts as they stand between quotes of JSON (RFC 8259, section 7).</summary>
public static class JsonEscapes
{
    private static readonly SearchValues<byte> Special =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    /// <summary>Writes a text in UTF-8 without its quotes; what need not be escaped is left as it is.</summary>
    public static void Write(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        for (; text.IndexOfAny(Special) is >= 0 and var special; text = text[(special + 1)..])
        {
            output.Write(text[..special]);
            var code = text[special];
            if (code is (byte)'"' or (byte)'\\') output.Write([(byte)'\\', code]);
            else output.Write([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', Hex(code >> 4), Hex(code & 15)]);
        }

        output.Write(text);
    }

    private static byte Hex(int digit) => "0123456789abcdef"u8[digit];
}

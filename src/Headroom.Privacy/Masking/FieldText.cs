using System.Buffers;
using System.Globalization;
using System.Text;
using Headroom.Privacy.Records;

namespace Headroom.Privacy.Masking;

/// <summary>Writes a value as the record that holds it demands.</summary>
internal static class FieldText
{
    private static readonly SearchValues<byte> JsonSpecial =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    public static void Write(ReadOnlySpan<byte> value, FieldWriting writing, ArrayBufferWriter<byte> output)
    {
        switch (writing)
        {
            case FieldWriting.JsonNumber when value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
                && value is [not (byte)'0', ..]:
                output.Write(value);
                break;
            case FieldWriting.JsonNumber:
                output.Write("\""u8);
                WriteJson(value, output);
                output.Write("\""u8);
                break;
            case FieldWriting.JsonText or FieldWriting.JsonEscaped:
                WriteJson(value, output);
                break;
            case FieldWriting.CsvQuoted:
                for (; value.IndexOf((byte)'"') is >= 0 and var quote; value = value[(quote + 1)..])
                {
                    output.Write(value[..(quote + 1)]);
                    output.Write("\""u8);
                }

                output.Write(value);
                break;
            default:
                output.Write(value);
                break;
        }
    }

    private static void WriteJson(ReadOnlySpan<byte> value, ArrayBufferWriter<byte> output)
    {
        for (; value.IndexOfAny(JsonSpecial) is >= 0 and var special; value = value[(special + 1)..])
        {
            output.Write(value[..special]);
            if (value[special] is (byte)'"' or (byte)'\\')
            {
                output.Write("\\"u8);
                output.Write(value.Slice(special, 1));
            }
            else
            {
                Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{value[special]:x4}"), output);
            }
        }

        output.Write(value);
    }
}

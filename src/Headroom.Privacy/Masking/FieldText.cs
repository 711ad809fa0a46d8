using System.Buffers;
using Headroom.Formats;
using Headroom.Privacy.Records;

namespace Headroom.Privacy.Masking;

/// <summary>Writes a value as the record that holds it demands.</summary>
internal static class FieldText
{
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
                JsonEscapes.Write(value, output);
                output.Write("\""u8);
                break;
            case FieldWriting.JsonText or FieldWriting.JsonEscaped:
                JsonEscapes.Write(value, output);
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
}

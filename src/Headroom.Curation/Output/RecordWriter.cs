using Headroom.Curation.Input;

namespace Headroom.Curation.Output;

/// <summary>
/// Writes records as they were read, byte for byte but for an edited text; what is added stands at the end of the
/// object under the name <c>headroom</c>.
/// </summary>
internal sealed class RecordWriter(bool addsLineage)
{
    /// <summary>Where records are of, up to the number, as <see cref="RecordPlace"/> has it.</summary>
    public byte[] Place { get; set; } = [];

    /// <summary>Writes a record that stays.</summary>
    public void WriteKept(
        ReadOnlySpan<byte> record, RecordReader reader, Document document, long offset, ByteBuffer output)
    {
        var adds = addsLineage || document.Notes.Length > 0;
        var body = adds ? Open(record) : record;
        if (document.IsEdited)
        {
            output.Write(body[..reader.ValueStart]);
            output.WriteJson(document.Text);
            output.Write(body[reader.ValueEnd..]);
        }
        else
        {
            output.Write(body);
        }

        if (adds)
        {
            output.Write(",\"headroom\":{"u8);
            output.Write(document.Notes);
            if (addsLineage && document.Notes.Length > 0) output.Write(","u8);
            if (addsLineage) WritePlace(Place, offset, output);
            output.Write("}}"u8);
        }

        output.Write("\n"u8);
    }

    /// <summary>Writes a record that goes, as it was read, with its reason.</summary>
    public static void WriteRemoved(
        ReadOnlySpan<byte> record, string stage, string reason, ReadOnlySpan<byte> place, long offset,
        ByteBuffer output)
    {
        output.Write(Open(record));
        output.Write(",\"headroom\":{\"stage\":\""u8);
        output.WriteAscii(stage);
        output.Write("\",\"reason\":\""u8);
        output.WriteAscii(reason);
        output.Write("\","u8);
        WritePlace(place, offset, output);
        output.Write("}}\n"u8);
    }

    // The object without its last bracket. It has a member: its text.
    private static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> record) => record[..record.LastIndexOf((byte)'}')];

    private static void WritePlace(ReadOnlySpan<byte> place, long offset, ByteBuffer output)
    {
        output.Write(place);
        output.Write(offset);
    }
}

namespace Headroom.Privacy.Records;

/// <summary>Plain text: a record is a line, and has no fields.</summary>
internal sealed class TextLines : IRecordFormat
{
    public int Record { get; private set; }

    public ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> block) => default;

    public string PathIn(ReadOnlySpan<byte> block) => "";

    public void Walk(ReadOnlySpan<byte> block, IFieldSink sink)
    {
        Record = 0;
        for (var start = 0; start < block.Length; Record++)
        {
            var length = block[start..].IndexOf((byte)'\n');
            var next = length < 0 ? block.Length : start + length + 1;
            var end = length < 0 ? block.Length : start + length;
            if (end > start && block[end - 1] == '\r') end--;
            sink.Take(block, start, end, FieldWriting.Plain, this);
            start = next;
        }
    }
}

using System.Text;
using Headroom.Curation.Input;
using Headroom.Curation.Output;
using Headroom.Curation.Repetition;
using Headroom.Curation.Text;

namespace Headroom.Curation.Running;

/// <summary>Cuts pieces out of the text of a record, whole characters only.</summary>
internal sealed class TextCutter(string textKey)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(textKey);
    private readonly RecordReader _reader = new(Encoding.UTF8.GetBytes(textKey));
    private readonly Document _document = new(new WhitespaceWords());
    private readonly ByteBuffer _left = new();
    private readonly List<Range> _pieces = [];

    /// <summary>Cuts; bytes that are left of the text, 0 when nothing but white space is.</summary>
    /// <param name="record">A record that passed the filters.</param>
    /// <param name="ranges">What is cut out of its text, in order.</param>
    public int Cut(ReadOnlySpan<byte> record, IEnumerable<TextRange> ranges)
    {
        if (_reader.Read(record, _document) is not null)
            throw new InvalidOperationException("A passed record cannot be read again.");

        _left.Clear();
        _pieces.Clear();
        var text = _document.Text;
        var from = 0;
        foreach (var range in ranges)
        {
            var (start, end) = ((int)range.Start, (int)range.End);
            while (start < end && IsInside(text, start)) start++;
            while (end > start && IsInside(text, end)) end--;
            if (start == end) continue;

            _left.Write(text[from..start]);
            _pieces.Add(start..end);
            from = end;
        }

        _left.Write(text[from..]);
        return Utf8.Trim(_left.Written).Length == 0 ? 0 : _left.Length;
    }

    /// <summary>Writes the record with what is left of its text.</summary>
    public void WriteLeft(ReadOnlySpan<byte> record, ByteBuffer output)
    {
        output.Write(record[.._reader.ValueStart]);
        output.WriteJson(_left.Written);
        output.Write(record[_reader.ValueEnd..]);
        output.Write("\n"u8);
    }

    /// <summary>Writes a record for each piece, with its place.</summary>
    /// <param name="place">Where records are of, up to the number.</param>
    /// <param name="offset">First byte of the record in it.</param>
    /// <param name="output">Takes the records.</param>
    public void WritePieces(ReadOnlySpan<byte> place, long offset, ByteBuffer output)
    {
        foreach (var piece in _pieces)
        {
            output.Write("{"u8);
            output.WriteJson(_key);
            output.Write(":"u8);
            output.WriteJson(_document.Text[piece]);
            output.Write(",\"headroom\":{\"reason\":\"repeated\","u8);
            output.Write(place);
            output.Write(offset);
            output.Write(",\"start\":"u8);
            output.Write(piece.Start.Value);
            output.Write("}}\n"u8);
        }
    }

    private static bool IsInside(ReadOnlySpan<byte> text, int index) =>
        index < text.Length && (text[index] & 0xC0) == 0x80;
}

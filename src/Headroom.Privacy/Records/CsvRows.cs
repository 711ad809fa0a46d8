using System.Text;

namespace Headroom.Privacy.Records;

/// <summary>
/// Separated values with a line of names (RFC 4180): fields between quotes may hold separators and line breaks. The
/// names are those of the file's first record.
/// </summary>
internal sealed class CsvRows(string[] names, byte separator) : IRecordFormat
{
    private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];

    public int Record { get; private set; }

    /// <summary>Column of the field that is being taken, from 0.</summary>
    public int Column { get; private set; }

    public ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> block) => Column < _names.Length ? _names[Column] : default;

    public string PathIn(ReadOnlySpan<byte> block) => Column < names.Length ? names[Column] : $"[{Column}]";

    public void Walk(ReadOnlySpan<byte> block, IFieldSink sink)
    {
        (Record, Column) = (0, 0);
        for (var at = 0; at < block.Length;)
        {
            at = block[at] == '"' ? Quoted(block, at, sink) : Plain(block, at, sink);
            if (at >= block.Length) break;
            if (block[at] == separator)
            {
                Column++;
                at++;
                continue;
            }

            // The end of a record: CR, LF or both.
            at += block[at] == '\r' && at + 1 < block.Length && block[at + 1] == '\n' ? 2 : 1;
            Record++;
            Column = 0;
        }

        // The last record of a file may have no line break.
        if (block.Length > 0 && block[^1] is not ((byte)'\n' or (byte)'\r')) Record++;
    }

    private int Plain(ReadOnlySpan<byte> block, int start, IFieldSink sink)
    {
        var length = block[start..].IndexOfAny(separator, (byte)'\n', (byte)'\r');
        var end = length < 0 ? block.Length : start + length;
        if (end > start) sink.Take(block, start, end, FieldWriting.Plain, this);
        return end;
    }

    private int Quoted(ReadOnlySpan<byte> block, int start, IFieldSink sink)
    {
        var at = start + 1;
        while (true)
        {
            var length = block[at..].IndexOf((byte)'"');
            if (length < 0) throw new BlockException(start, "a quote has no end");

            at += length;
            if (at + 1 >= block.Length || block[at + 1] != '"') break;
            at += 2;
        }

        if (at > start + 1) sink.Take(block, start + 1, at, FieldWriting.CsvQuoted, this);
        at++;
        if (at < block.Length && block[at] != separator && block[at] is not ((byte)'\r' or (byte)'\n'))
            throw new BlockException(at, "something stands behind the quote that ends a field; double quotes inside a field");

        return at;
    }
}

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

    /// <summary>
    /// Where the last whole record of a block ends, or the first; -1 where none does. A quote opens a field only where
    /// one begins: what stands inside a field, as in <c>5" disk</c>, is a character like others.
    /// </summary>
    internal static int RecordEnd(ReadOnlySpan<byte> block, byte separator, bool isFirst)
    {
        var end = -1;
        for (int at = 0, from = 0; ;)
        {
            var length = block[at..].IndexOf((byte)'"');
            var quote = length < 0 ? block.Length : at + length;
            if (quote == block.Length || quote == 0 || block[quote - 1] == separator
                || block[quote - 1] is (byte)'\r' or (byte)'\n')
            {
                // Between quoted fields every line break ends a record.
                var outside = block[from..quote];
                var lineBreak = isFirst ? outside.IndexOf((byte)'\n') : outside.LastIndexOf((byte)'\n');
                if (lineBreak >= 0) end = from + lineBreak + 1;
                if (quote == block.Length || (isFirst && end >= 0)) return end;

                at = from = QuotedEnd(block, quote + 1);
                if (from < 0) return end;
            }
            else
            {
                at = quote + 1;
            }
        }
    }

    // The byte behind the quote that ends a field; -1 where it has no end.
    private static int QuotedEnd(ReadOnlySpan<byte> block, int at)
    {
        while (block[at..].IndexOf((byte)'"') is >= 0 and var length)
        {
            at += length + 1;
            if (at == block.Length || block[at] != '"') return at;
            at++;
        }

        return -1;
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
        var at = QuotedEnd(block, start + 1);
        if (at < 0) throw new BlockException(start, "a quote has no end");
        if (at > start + 2) sink.Take(block, start + 1, at - 1, FieldWriting.CsvQuoted, this);
        if (at < block.Length && block[at] != separator && block[at] is not ((byte)'\r' or (byte)'\n'))
            throw new BlockException(at, "something stands behind the quote that ends a field; double quotes inside a field");

        return at;
    }
}

using System.Buffers.Text;
using System.Text;

namespace Headroom.Curation.Input;

/// <summary>Where one record of a web archive lies (WARC 1.0 and 1.1, ISO 28500).</summary>
/// <param name="Start">First byte of its head, behind empty lines.</param>
/// <param name="HeadLength">Bytes of its head, the empty line at its end included.</param>
/// <param name="BodyLength">Bytes of its body.</param>
/// <param name="Length">Bytes up to where the next record begins.</param>
/// <param name="Problem">What is wrong with it; null when nothing is.</param>
internal sealed record WarcRecord(int Start, int HeadLength, int BodyLength, int Length, string? Problem)
{
    private const int HeadBytesMax = 64 * 1024;

    /// <summary>How a record begins behind a line feed.</summary>
    public static ReadOnlySpan<byte> Marker => "\nWARC/1."u8;

    /// <summary>
    /// The first record; null when more bytes are needed to tell. One whose length is wrong, so that no record begins
    /// behind it, ends where the next one begins.
    /// </summary>
    /// <param name="bytes">What was read, from between two records on.</param>
    /// <param name="isOver">Whether nothing comes behind it.</param>
    public static WarcRecord? Read(ReadOnlySpan<byte> bytes, bool isOver)
    {
        var start = bytes.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (start < 0) return isOver ? new WarcRecord(bytes.Length, 0, 0, bytes.Length, null) : null;

        var rest = bytes[start..];
        if (rest.Length < Marker.Length && !isOver) return null;
        if (!rest.StartsWith(Marker[1..])) return Damaged(bytes, start, "this is no record of a web archive", isOver);

        var head = rest.IndexOf("\r\n\r\n"u8) + 4;
        if (head < 4 || head > HeadBytesMax)
        {
            return head < 4 && rest.Length <= HeadBytesMax && !isOver
                ? null
                : Damaged(bytes, start, "the head of the record does not end", isOver);
        }

        if (!Utf8Parser.TryParse(Field(rest[..head], "content-length"u8), out long length, out _) || length < 0)
            return Damaged(bytes, start, "the record has no Content-Length", isOver);
        if (length > BlockReader.RecordBytesMax)
            return Damaged(bytes, start, $"the record is longer than {BlockReader.RecordBytesMax >> 20} MiB", isOver);

        var end = start + head + length;
        if (end > bytes.Length)
            return isOver ? Damaged(bytes, start, "the record ends before its Content-Length", isOver) : null;

        var behind = bytes[(int)end..];
        var next = behind.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (next < 0 || behind.Length - next < Marker.Length - 1)
        {
            if (!isOver) return null;
            if (next < 0) return new WarcRecord(start, head, (int)length, bytes.Length, null);
        }

        return behind[next..].StartsWith(Marker[1..])
            ? new WarcRecord(start, head, (int)length, (int)end + next, null)
            : Damaged(bytes, start, "the Content-Length of the record is wrong", isOver);
    }

    /// <summary>A field of a head; empty when it is not there.</summary>
    /// <param name="head">The head.</param>
    /// <param name="name">Its name, in any letters.</param>
    public static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        while (!head.IsEmpty)
        {
            var end = head.IndexOf((byte)'\n');
            var line = end < 0 ? head : head[..end];
            head = end < 0 ? [] : head[(end + 1)..];
            if (line.Length <= name.Length || line[name.Length] != ':') continue;
            if (!Ascii.EqualsIgnoreCase(line[..name.Length], name)) continue;

            return line[(name.Length + 1)..].Trim(" \t\r"u8);
        }

        return [];
    }

    private static WarcRecord? Damaged(ReadOnlySpan<byte> bytes, int start, string problem, bool isOver)
    {
        var next = bytes[(start + 1)..].IndexOf(Marker);
        if (next < 0) return isOver ? new WarcRecord(start, 0, 0, bytes.Length, problem) : null;
        return new WarcRecord(start, 0, 0, start + 1 + next + 1, problem);
    }
}

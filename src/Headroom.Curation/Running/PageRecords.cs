using System.Text;
using Headroom.Curation.Input;
using Headroom.Curation.Output;
using Headroom.Curation.Pages;
using Headroom.Curation.Text;

namespace Headroom.Curation.Running;

/// <summary>Takes a record of JSON that was found at an offset of its file.</summary>
internal delegate void RecordAction(long offset, ReadOnlySpan<byte> record);

/// <summary>
/// Makes records of pages and web archives, so that everything behind sees records alone. The main text of a page is
/// found here, by the thread that works on the block.
/// </summary>
/// <param name="textKey">Member of a record that holds its text.</param>
internal sealed class PageRecords(string textKey)
{
    private readonly byte[] _textKey = Encoding.UTF8.GetBytes(textKey);
    private readonly PageText _page = new();
    private readonly PageEncoding _encoding = new();
    private readonly ByteBuffer _text = new();
    private readonly ByteBuffer _record = new();

    /// <summary>Reads a block of pages; false for one of lines, which is left alone.</summary>
    /// <param name="file">Path of its file; of a page it becomes the id.</param>
    /// <param name="block">A page, or whole records of a web archive, of which those without a text are passed over.</param>
    /// <param name="action">Told each record.</param>
    /// <param name="damaged">Told the offset of each damaged one, what is wrong, and its bytes.</param>
    public bool TryRead(string file, TextBlock block, RecordAction action, Action<long, string, Range> damaged)
    {
        if (block.Kind == InputKind.Page) ReadPage(file, block, action);
        else if (block.Kind == InputKind.Archive) ReadArchive(block, action, damaged);
        else return false;

        return true;
    }

    private void ReadPage(string file, TextBlock block, RecordAction action)
    {
        if (block.Length == 0) return;

        Extract(block.Text, charset: []);
        Begin("id"u8, Encoding.UTF8.GetBytes(file));
        End(block.Offset, action);
    }

    private void ReadArchive(TextBlock block, RecordAction action, Action<long, string, Range> damaged)
    {
        for (var at = 0; at < block.Length;)
        {
            var record = WarcRecord.Read(block.Text[at..], isOver: true)!;
            var start = at + record.Start;
            if (record.Problem is { } problem)
            {
                damaged(block.Offset + start, problem, start..(at + record.Length));
            }
            else if (record.HeadLength > 0)
            {
                var wrong = ReadRecord(
                    block.Offset + start, block.Text.Slice(start, record.HeadLength),
                    block.Text.Slice(start + record.HeadLength, record.BodyLength), action);
                if (wrong is not null) damaged(block.Offset + start, wrong, start..(at + record.Length));
            }

            at += record.Length;
        }
    }

    // What is wrong with the record; null when it was read, or is none of a page.
    private string? ReadRecord(long offset, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, RecordAction action)
    {
        var type = WarcRecord.Field(head, "warc-type"u8);
        if (type.SequenceEqual("conversion"u8))
        {
            _text.Clear();
            _text.Write(Utf8.Valid(body.TrimEnd("\r\n"u8)));
        }
        else if (!type.SequenceEqual("response"u8))
        {
            return null;
        }
        else if (!ReadResponse(body, out var problem))
        {
            return problem;
        }

        Begin("id"u8, Utf8.Valid(WarcRecord.Field(head, "warc-record-id"u8)));
        Add("url"u8, Utf8.Valid(WarcRecord.Field(head, "warc-target-uri"u8)));
        Add("date"u8, Utf8.Valid(WarcRecord.Field(head, "warc-date"u8)));
        End(offset, action);
        return null;
    }

    // Only pages.
    private bool ReadResponse(ReadOnlySpan<byte> body, out string? problem)
    {
        problem = null;
        var end = body.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;

        var head = body[..(end + 2)];
        var type = WarcRecord.Field(head, "content-type"u8);
        if (type.IndexOf("html"u8) < 0) return false;

        var charset = type.IndexOf("charset="u8) is var at and >= 0 ? type[(at + 8)..].Trim("\"' "u8) : [];
        problem = ResponseBody.Read(head, body[(end + 4)..], out var page);
        if (problem is not null) return false;

        Extract(page, charset);
        return true;
    }

    private void Extract(ReadOnlySpan<byte> page, ReadOnlySpan<byte> charset)
    {
        _text.Clear();
        _page.Extract(_encoding.Decode(page, charset), _text);
    }

    private void Begin(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        _record.Clear();
        _record.Write("{"u8);
        Member(name, value);
    }

    private void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        _record.Write(","u8);
        Member(name, value);
    }

    private void Member(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        _record.WriteJson(name);
        _record.Write(":"u8);
        _record.WriteJson(value);
    }

    private void End(long offset, RecordAction action)
    {
        Add(_textKey, _text.Written);
        _record.Write("}"u8);
        action(offset, _record.Written);
    }
}

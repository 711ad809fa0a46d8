using System.Text;
using Headroom.Curation.Input;
using Headroom.Curation.Text;

namespace Headroom.Curation.Running;

/// <summary>Does something with a text; it is valid UTF-8 until the call returns.</summary>
internal delegate void TextAction(ReadOnlySpan<byte> text);

/// <summary>Reads the texts of files one after the other; a plain text gives its lines.</summary>
/// <param name="textKey">Member of a record that holds its text.</param>
internal sealed class TextReading(string textKey)
{
    private readonly RecordReader _reader = new(Encoding.UTF8.GetBytes(textKey));
    private readonly PageRecords _pages = new(textKey);
    private readonly Document _document = new(new WhitespaceWords());

    /// <summary>Records and lines so far that could not be read.</summary>
    public long DamagedRecords { get; private set; }

    /// <summary>Told each record of JSON whose text was read; not pages and plain texts.</summary>
    public JsonRecordAction? OnRecord { get; init; }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="action">Told every text.</param>
    /// <param name="progress">Told the bytes of each block, after decompression.</param>
    /// <param name="interrupted">Ends the work.</param>
    /// <exception cref="CurationException">The file cannot be read.</exception>
    public void Read(InputFile file, TextAction action, Action<long> progress, CancellationToken interrupted)
    {
        file.DemandText(textKey);
        using var stream = InputStream.Open(file.Path, file.Kind, showsAll: true, isNumbered: false, out _);
        var reader = new BlockReader(file.Path, stream, kind: file.Kind);
        var block = new TextBlock();
        while (reader.Read(block))
        {
            interrupted.ThrowIfCancellationRequested();
            ReadBlock(file, block, action);
            progress(block.Length);
        }
    }

    private void ReadBlock(InputFile file, TextBlock block, TextAction action)
    {
        DamagedRecords += block.Damaged.Count;
        if (!_pages.TryRead(file.Path, block, Tell, (_, _, _) => DamagedRecords++))
            ReadLines(block, block.Kind == InputKind.Text, action);

        void Tell(long offset, ReadOnlySpan<byte> record)
        {
            if (_reader.Read(record, _document) is null) action(_document.Text);
            else DamagedRecords++;
        }
    }

    private void ReadLines(TextBlock block, bool areTexts, TextAction action)
    {
        var lines = block.Text;
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            var line = (end < 0 ? lines : lines[..end]).Trim(" \t\r"u8);
            lines = end < 0 ? [] : lines[(end + 1)..];
            if (line.IsEmpty) continue;
            if (areTexts ? !System.Text.Unicode.Utf8.IsValid(line) : _reader.Read(line, _document) is not null)
            {
                DamagedRecords++;
                continue;
            }

            action(areTexts ? line : _document.Text);
            if (!areTexts) OnRecord?.Invoke(line);
        }
    }
}

using Headroom.Curation.Deduplication;
using Headroom.Curation.Input;
using Headroom.Curation.Output;
using Headroom.Curation.Repetition;
using Microsoft.Win32.SafeHandles;

namespace Headroom.Curation.Running;

/// <summary>
/// Parts the passed records of one file into those that stay, duplicates, which name what they repeat, and what was cut
/// out of those that stay.
/// </summary>
internal sealed class DuplicateWriter : IDisposable
{
    /// <summary>Reason of documents of which nothing is left.</summary>
    public const string RepeatedText = "repeated_text";

    private readonly byte[] _place;
    private readonly BlockCompressor _compressor;
    private readonly bool _keepsRemoved;
    private readonly PartialFile _keptFile;
    private readonly PartialFile _duplicatesFile;
    private readonly PartialFile _cutFile;
    private readonly ByteBuffer _kept = new();
    private readonly ByteBuffer _duplicates = new();
    private readonly ByteBuffer _cut = new();
    private readonly TextCutter _cutter;
    private byte[] _record = new byte[64 * 1024];
    private int _length;

    public DuplicateWriter(RunFolder folder, FileForm form, string textKey, bool keepsRemoved)
    {
        _place = form.File.Place;
        _compressor = new BlockCompressor(form.Compression);
        _keepsRemoved = keepsRemoved;
        _keptFile = new PartialFile(folder.Lines("kept", form));
        _duplicatesFile = new PartialFile(folder.Lines("duplicates", form));
        _cutFile = new PartialFile(folder.Lines("cut", form));
        _cutter = new TextCutter(textKey);
    }

    /// <summary>Reads a record.</summary>
    public void Read(SafeFileHandle passed, SignedDocument place)
    {
        if (_record.Length < place.Length) _record = new byte[Math.Max(place.Length, 2 * _record.Length)];
        _length = place.Length;
        if (RandomAccess.Read(passed, _record.AsSpan(0, _length), place.Start) < _length)
            throw new InvalidOperationException("A passed record is not where its index says.");
    }

    /// <summary>The record stays.</summary>
    public void Keep()
    {
        _kept.Write(_record.AsSpan(0, _length));
        _kept.Write("\n"u8);
        FlushWhenFull();
    }

    /// <summary>
    /// The record stays without what is cut out of its text, or goes when nothing is left; bytes of text left.
    /// </summary>
    public int KeepLeft(IEnumerable<TextRange> ranges, string stage, SignedDocument place)
    {
        var record = _record.AsSpan(0, _length);
        var left = _cutter.Cut(record, ranges);
        if (left > 0)
        {
            _cutter.WriteLeft(record, _kept);
            if (_keepsRemoved) _cutter.WritePieces(_place, place.InputOffset, _cut);
        }
        else if (_keepsRemoved)
        {
            RecordWriter.WriteRemoved(record, stage, RepeatedText, _place, place.InputOffset, _duplicates);
        }

        FlushWhenFull();
        return left;
    }

    /// <summary>The record repeats another one.</summary>
    public void Remove(DuplicateOf of, SignedDocument place, InputFile firstFile, SignedDocument firstPlace)
    {
        if (!_keepsRemoved) return;

        _duplicates.Write(_record.AsSpan(0, _record.AsSpan(0, _length).LastIndexOf((byte)'}')));
        _duplicates.WriteAscii($",\"headroom\":{{\"stage\":\"{of.Stage}\",\"reason\":\"{of.Reason}\",");
        WritePlace(_place, place.InputOffset);
        _duplicates.Write(",\"of\":{"u8);
        WritePlace(firstFile.Place, firstPlace.InputOffset);
        _duplicates.Write("}}}\n"u8);
        FlushWhenFull();
    }

    /// <summary>Lets all files appear.</summary>
    public void Complete()
    {
        Flush(_kept, _keptFile);
        Flush(_duplicates, _duplicatesFile);
        Flush(_cut, _cutFile);
        _keptFile.Complete();
        _duplicatesFile.Complete();
        _cutFile.Complete();
    }

    public void Dispose()
    {
        _keptFile.Dispose();
        _duplicatesFile.Dispose();
        _cutFile.Dispose();
        _compressor.Dispose();
    }

    private void FlushWhenFull()
    {
        if (_kept.Length >= BlockReader.Size) Flush(_kept, _keptFile);
        if (_duplicates.Length >= BlockReader.Size) Flush(_duplicates, _duplicatesFile);
        if (_cut.Length >= BlockReader.Size) Flush(_cut, _cutFile);
    }

    private void WritePlace(byte[] place, long offset)
    {
        _duplicates.Write(place);
        _duplicates.Write(offset);
    }

    private void Flush(ByteBuffer buffer, PartialFile file)
    {
        file.Write(_compressor.Compress(buffer.Written));
        buffer.Clear();
    }
}

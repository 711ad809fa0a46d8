using System.Text;
using Headroom.Curation.Deduplication;
using Headroom.Curation.Input;
using Headroom.Curation.Output;
using Microsoft.Win32.SafeHandles;

namespace Headroom.Curation.Running;

/// <summary>
/// Parts the passed records of one file into those that stay and duplicates, which name what they repeat.
/// </summary>
internal sealed class DuplicateWriter(
    PartialFile kept, PartialFile duplicates, BlockCompressor compressor, bool keepsDuplicates)
{
    private readonly ByteBuffer _kept = new();
    private readonly ByteBuffer _duplicates = new();
    private byte[] _record = new byte[64 * 1024];
    private int _length;

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
        if (_kept.Length >= BlockReader.Size) Flush(_kept, kept);
    }

    /// <summary>The record repeats another one.</summary>
    public void Remove(
        DuplicateOf of, string file, SignedDocument place, string firstFile, SignedDocument firstPlace)
    {
        if (!keepsDuplicates) return;

        _duplicates.Write(_record.AsSpan(0, _record.AsSpan(0, _length).LastIndexOf((byte)'}')));
        _duplicates.WriteAscii($",\"headroom\":{{\"stage\":\"{of.Stage}\",\"reason\":\"{of.Reason}\",");
        WritePlace(file, place.InputOffset);
        _duplicates.Write(",\"of\":{"u8);
        WritePlace(firstFile, firstPlace.InputOffset);
        _duplicates.Write("}}}\n"u8);
        if (_duplicates.Length >= BlockReader.Size) Flush(_duplicates, duplicates);
    }

    /// <summary>Lets both files appear.</summary>
    public void Complete()
    {
        Flush(_kept, kept);
        Flush(_duplicates, duplicates);
        kept.Complete();
        duplicates.Complete();
    }

    private void WritePlace(string file, long offset)
    {
        _duplicates.Write("\"file\":"u8);
        _duplicates.WriteJson(Encoding.UTF8.GetBytes(file));
        _duplicates.Write(",\"offset\":"u8);
        _duplicates.Write(offset);
    }

    private void Flush(ByteBuffer buffer, PartialFile file)
    {
        file.Write(compressor.Compress(buffer.Written));
        buffer.Clear();
    }
}

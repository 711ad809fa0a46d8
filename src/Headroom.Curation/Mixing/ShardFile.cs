using Headroom.Curation.Input;
using Headroom.Curation.Output;
using Headroom.Formats;

namespace Headroom.Curation.Mixing;

/// <summary>A shard while it is collected: records as they come, and beside them their keys and places.</summary>
internal sealed class ShardFile : IDisposable
{
    private readonly FileStream _records;
    private readonly ByteBuffer _pending = new();
    private readonly List<Entry> _entries = [];
    private readonly string _target;
    private long _length;

    /// <param name="scratch">Where records are collected.</param>
    /// <param name="target">Where the shard appears.</param>
    public ShardFile(string scratch, string target)
    {
        _target = target;
        _records = new FileStream(scratch, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose,
        });
    }

    /// <summary>Adds a record.</summary>
    /// <exception cref="CurationException">The disk is full.</exception>
    public void Add(ulong key, ReadOnlySpan<byte> record)
    {
        _entries.Add(new Entry(key, _length, record.Length));
        _pending.Write(record);
        _length += record.Length;
        if (_pending.Length >= BlockReader.Size) Flush();
    }

    /// <summary>Writes the shard, its records by their keys.</summary>
    /// <exception cref="CurationException">The disk is full.</exception>
    public void Write(bool compresses, CancellationToken interrupted)
    {
        Flush();
        _entries.Sort();
        using var output = new PartialFile(_target);
        using var compressor = new BlockCompressor(compresses ? Compression.Zstandard : Compression.None);
        var block = new ByteBuffer();
        var record = new byte[64 * 1024];
        foreach (var entry in _entries)
        {
            interrupted.ThrowIfCancellationRequested();
            if (record.Length < entry.Length) record = new byte[entry.Length];
            RandomAccess.Read(_records.SafeFileHandle, record.AsSpan(0, entry.Length), entry.Start);
            block.Write(record.AsSpan(0, entry.Length));
            block.Write("\n"u8);
            if (block.Length < BlockReader.Size) continue;

            output.Write(compressor.Compress(block.Written));
            block.Clear();
        }

        output.Write(compressor.Compress(block.Written));
        output.Complete();
    }

    public void Dispose() => _records.Dispose();

    private void Flush()
    {
        try
        {
            RandomAccess.Write(_records.SafeFileHandle, _pending.Written, _length - _pending.Length);
        }
        catch (IOException fault)
        {
            throw new CurationException(_records.Name, 0, $"it cannot be written ({fault.Message.TrimEnd('.')})",
                "make room for the mixture twice, or choose another place");
        }

        _pending.Clear();
    }

    private readonly record struct Entry(ulong Key, long Start, int Length) : IComparable<Entry>
    {
        public int CompareTo(Entry other) =>
            Key != other.Key ? Key.CompareTo(other.Key) : Start.CompareTo(other.Start);
    }
}

using System.Runtime.InteropServices;
using ParquetSharp;

namespace Headroom.Formats.Parquet;

/// <summary>Texts of a flat column that may have gaps, gathered for a batch.</summary>
internal sealed class TextColumn
{
    private readonly ByteRuns _values = new();
    private readonly List<short> _definitions = [];

    /// <summary>Bytes of the texts.</summary>
    public long Bytes => _values.Bytes;

    /// <summary>Adds a text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        _values.Add(text);
        _definitions.Add(1);
    }

    /// <summary>Adds a gap.</summary>
    public void AddGap() => _definitions.Add(0);

    /// <summary>Writes what was gathered, and forgets it.</summary>
    public unsafe void Write(ColumnWriter<ByteArray> writer)
    {
        fixed (byte* bytes = &MemoryMarshal.GetReference(_values.All))
        {
            var places = new ByteArray[_values.Count];
            for (var index = 0; index < places.Length; index++)
                places[index] = new ByteArray((nint)(bytes + _values.StartOf(index)), _values[index].Length);
            writer.WriteBatch(_definitions.Count, CollectionsMarshal.AsSpan(_definitions), [], places);
        }

        _values.Clear();
        _definitions.Clear();
    }
}

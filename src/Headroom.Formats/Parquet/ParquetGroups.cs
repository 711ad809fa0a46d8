using ParquetSharp;

namespace Headroom.Formats.Parquet;

/// <summary>
/// Row groups of a file that is written: a column takes its values batch by batch, and a group ends at some size.
/// </summary>
internal sealed class ParquetGroups(ParquetFileWriter writer, int columns) : IDisposable
{
    private const long GroupBytesMax = 64 << 20;

    private RowGroupWriter? _group;
    private ColumnWriter[] _columns = [];
    private long _bytes;

    /// <summary>Writes a batch of rows; the group ends behind it when it is full.</summary>
    /// <param name="bytes">Bytes of the values.</param>
    /// <param name="write">Writes the values of a column that it is given by its number.</param>
    /// <exception cref="IOException">The target cannot be written.</exception>
    public void Write(long bytes, Action<int, ColumnWriter> write) => Told(() =>
    {
        if (_group is null)
        {
            _group = writer.AppendBufferedRowGroup();
            _columns = [.. Enumerable.Range(0, columns).Select(_group.Column)];
        }

        for (var index = 0; index < _columns.Length; index++) write(index, _columns[index]);
        _bytes += bytes;
        if (_bytes >= GroupBytesMax) EndGroup();
    });

    /// <summary>Ends the group, if one is open.</summary>
    /// <exception cref="IOException">The target cannot be written.</exception>
    public void End() => Told(EndGroup);

    /// <summary>Ends the group and the file.</summary>
    /// <exception cref="IOException">The target cannot be written.</exception>
    public void Close() => Told(() =>
    {
        EndGroup();
        writer.Close();
    });

    private void EndGroup()
    {
        foreach (var column in _columns) column.Dispose();
        _columns = [];
        _group?.Close();
        _group?.Dispose();
        _group = null;
        _bytes = 0;
    }

    public void Dispose()
    {
        foreach (var column in _columns) column.Dispose();
        _group?.Dispose();
    }

    // The library has words of its own for what its target threw.
    private static void Told(Action work)
    {
        try
        {
            work();
        }
        catch (ParquetException fault)
        {
            throw new IOException(fault.Message.Split('\n')[0].Trim(), fault);
        }
    }
}

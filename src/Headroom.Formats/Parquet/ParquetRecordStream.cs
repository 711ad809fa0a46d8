using System.Buffers;
using System.Globalization;
using System.Text;

namespace Headroom.Formats.Parquet;

/// <summary>
/// Reads a Parquet file as JSON Lines: a line for each row, with a member for each column that has a value there, in
/// the order of the schema. Nested columns have their path as name, and lists are arrays.
/// </summary>
public sealed class ParquetRecordStream : Stream
{
    /// <summary>Member that tells a row's place in the file, from 0, where rows are numbered.</summary>
    public const string RowMember = "headroom-row";

    private readonly string _path;
    private readonly ParquetRows _rows;
    private readonly bool _isNumbered;
    private readonly ArrayBufferWriter<byte> _lines = new();
    private int _taken;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="showsAll">
    /// Whether all columns have members; else those of texts and whole numbers, in which people can be named. Bytes
    /// that are no UTF-8 have none.
    /// </param>
    /// <param name="isNumbered">Whether each line begins with <see cref="RowMember"/>.</param>
    /// <exception cref="InvalidDataException">It is no Parquet file, or a damaged one.</exception>
    public ParquetRecordStream(string path, bool showsAll = false, bool isNumbered = false)
    {
        (_path, _isNumbered) = (path, isNumbered);
        _rows = new ParquetRows(path, showsAll, readsAll: false);
        Columns = [.. _rows.All.OfType<ParquetColumn>().Select(column => column.Name)];
        OtherColumns = [.. _rows.Names.Except(Columns)];
    }

    /// <summary>Columns that have members.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Columns that have none.</summary>
    public IReadOnlyList<string> OtherColumns { get; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_taken == _lines.WrittenCount)
        {
            if (buffer.IsEmpty || !_rows.Read()) return 0;

            _lines.ResetWrittenCount();
            _taken = 0;
            for (var row = 0; row < _rows.Count; row++) WriteLine(row);
        }

        var length = Math.Min(buffer.Length, _lines.WrittenCount - _taken);
        _lines.WrittenSpan.Slice(_taken, length).CopyTo(buffer);
        _taken += length;
        return length;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _rows.Dispose();
        base.Dispose(disposing);
    }

    private void WriteLine(int row)
    {
        _lines.Write("{"u8);
        var isFirst = !_isNumbered;
        if (_isNumbered)
        {
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"\"{RowMember}\":{_rows.Reached - _rows.Count + row}"), _lines);
        }

        try
        {
            foreach (var column in _rows.All) column?.Show(row, _lines, ref isFirst);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{_path}, row {_rows.Reached - _rows.Count + row}: {fault.Message}; write it as bytes, or convert it first");
        }

        _lines.Write("}\n"u8);
    }
}

using System.Text.Json;
using ParquetSharp;

namespace Headroom.Formats.Parquet;

/// <summary>
/// Writes a Parquet file anew with the texts and whole numbers that its lines have now, as <see cref="ParquetRecordStream"/>
/// gave them; columns that had no member, levels of nesting, schema and compression stay as they are.
/// </summary>
public sealed class ParquetRewriteStream : Stream
{
    private const long GroupBytesMax = 64 << 20;

    private readonly string _path;
    private readonly bool _isNumbered;
    private readonly ParquetRows _rows;
    private readonly ParquetFileWriter _writer;
    private readonly MemoryStream _line = new();
    private RowGroupWriter? _group;
    private ColumnWriter[] _columns = [];
    private long _groupBytes;
    private int _row;
    private int _kept;

    /// <summary>Begins.</summary>
    /// <param name="path">The file that lines are of.</param>
    /// <param name="target">Where the new one goes; it stays open.</param>
    /// <param name="isNumbered">
    /// Whether lines begin with the number of their row, so that some may be missing; else there is one for each row.
    /// </param>
    /// <exception cref="InvalidDataException">It is no Parquet file, or a damaged one.</exception>
    public ParquetRewriteStream(string path, Stream target, bool isNumbered = false)
    {
        (_path, _isNumbered) = (path, isNumbered);
        _rows = new ParquetRows(path, showsAll: false, readsAll: true);
        try
        {
            using var properties = PropertiesOf(_rows.File);
            var metadata = _rows.File.FileMetaData;
            _writer = ParquetFile.Told(path, "its schema cannot be written anew", () => new ParquetFileWriter(
                target, metadata.Schema.GroupNode, properties, KeptMetadata(metadata), leaveOpen: true));
        }
        catch
        {
            _rows.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Takes lines, in pieces of any length.</summary>
    /// <exception cref="InvalidDataException">A value cannot stand in its column, or lines are none of the file's.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        for (; buffer.IndexOf((byte)'\n') is >= 0 and var end; buffer = buffer[(end + 1)..])
        {
            if (_line.Length == 0)
            {
                Take(buffer[..end]);
                continue;
            }

            _line.Write(buffer[..end]);
            Take(_line.GetBuffer().AsSpan(0, (int)_line.Length));
            _line.SetLength(0);
        }

        _line.Write(buffer);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Ends the file; without it there is no whole one.</summary>
    /// <exception cref="InvalidDataException">There were fewer lines than rows.</exception>
    public void Complete()
    {
        if (!_isNumbered && (_row < _rows.Count || _rows.Read()))
            throw new InvalidDataException($"{_path}: its lines end before its rows");

        WriteBatch();
        EndGroup();
        _writer.Close();
    }

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var column in _columns) column.Dispose();
            _group?.Dispose();
            _writer.Dispose();
            _rows.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        json.Read();
        GoTo(_isNumbered ? NumberOf(ref json) : _rows.Reached - _rows.Count + _row);
        try
        {
            foreach (var column in _rows.All)
            {
                if (column!.IsShown) column.Replace(_row, ref json);
                else column.Keep(_row);
            }
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{_path}, row {_rows.Reached - _rows.Count + _row}: {fault.Message}");
        }

        _row++;
        _kept++;
    }

    private static long NumberOf(ref Utf8JsonReader json)
    {
        json.Read();
        json.Read();
        return json.GetInt64();
    }

    private void GoTo(long row)
    {
        while (row >= _rows.Reached)
        {
            WriteBatch();
            if (_rows.Count > 0 && _rows.IsGroupOver) EndGroup();
            if (!_rows.Read()) throw new InvalidDataException($"{_path}: there are more lines than rows");
            _row = 0;
        }

        _row = (int)(row - (_rows.Reached - _rows.Count));
    }

    private void WriteBatch()
    {
        if (_kept == 0) return;

        ParquetFile.Told(_path, $"rows up to {_rows.Reached} cannot be written", WriteColumns);
        _groupBytes += _rows.All.Sum(column => column!.Bytes);
        _kept = 0;
        if (_groupBytes >= GroupBytesMax) EndGroup();
    }

    private bool WriteColumns()
    {
        if (_group is null)
        {
            _group = _writer.AppendBufferedRowGroup();
            _columns = [.. Enumerable.Range(0, _rows.All.Count).Select(_group.Column)];
        }

        for (var index = 0; index < _columns.Length; index++) _rows.All[index]!.Write(_columns[index]);
        return true;
    }

    private void EndGroup()
    {
        foreach (var column in _columns) column.Dispose();
        _columns = [];
        _group?.Close();
        _group?.Dispose();
        _group = null;
        _groupBytes = 0;
    }

    private static WriterProperties PropertiesOf(ParquetFileReader source)
    {
        using var builder = new WriterPropertiesBuilder();
        builder.EnablePageChecksum();
        var metadata = source.FileMetaData;
        if (metadata.NumRowGroups == 0) return builder.Build();

        using var group = source.RowGroup(0);
        for (var index = 0; index < metadata.NumColumns; index++)
        {
            using var chunk = group.MetaData.GetColumnChunkMetaData(index);
            using var path = metadata.Schema.Column(index).Path;
            var isRare = chunk.Compression is ParquetSharp.Compression.Lz4Frame or ParquetSharp.Compression.Lzo;
            builder.Compression(path, isRare
                ? ParquetSharp.Compression.Zstd
                : chunk.Compression);
        }

        return builder.Build();
    }

    // The schema of Arrow goes along; it is about types alone.
    private static Dictionary<string, string> KeptMetadata(FileMetaData metadata) =>
        new(metadata.KeyValueMetadata);
}

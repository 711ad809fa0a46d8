using System.Text.Json;

namespace Headroom.Formats.Parquet;

/// <summary>
/// Writes a Parquet file anew with the texts and whole numbers that its lines have now, as <see cref="ParquetRecordStream"/>
/// gave them; columns that had no member, levels of nesting, schema and compression stay as they are.
/// </summary>
public sealed class ParquetRewriteStream : Stream
{
    private readonly string _path;
    private readonly bool _isNumbered;
    private readonly ParquetRowsWriter _writer;
    private readonly MemoryStream _line = new();
    private long _next;

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
        _writer = new ParquetRowsWriter(path, target);
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
        if (!_isNumbered && (_next < _writer.Rows.Reached || _writer.Rows.Read()))
            throw new InvalidDataException($"{_path}: its lines end before its rows");

        _writer.Complete();
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
        if (disposing) _writer.Dispose();
        base.Dispose(disposing);
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        json.Read();
        var number = _isNumbered ? NumberOf(ref json) : _next;
        var row = _writer.GoTo(number);
        try
        {
            foreach (var column in _writer.Rows.All)
            {
                if (column!.IsShown) column.Replace(row, ref json);
                else column.Keep(row);
            }
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{_path}, row {number}: {fault.Message}");
        }

        _writer.Taken();
        _next = number + 1;
    }

    private static long NumberOf(ref Utf8JsonReader json)
    {
        json.Read();
        json.Read();
        return json.GetInt64();
    }
}

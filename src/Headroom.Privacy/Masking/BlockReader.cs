using System.Buffers;
using System.Globalization;
using Headroom.Formats;
using Headroom.Formats.Parquet;
using Headroom.Privacy.Records;

namespace Headroom.Privacy.Masking;

/// <summary>Whole records of a stream.</summary>
/// <param name="Bytes">A rented array that begins with them.</param>
/// <param name="Length">How many bytes they are.</param>
/// <param name="Offset">Where they begin in the stream.</param>
internal sealed record Block(byte[] Bytes, int Length, long Offset);

/// <summary>Cuts a stream into blocks of whole records.</summary>
internal sealed class BlockReader : IDisposable
{
    private const int HeadBytes = 64 << 10;

    private readonly MaskRun _run;
    private readonly string _file;
    private readonly Stream _source;
    private byte[] _rest;
    private int _restLength;
    private long _offset;
    private bool _isAtEnd;

    public BlockReader(MaskRun run, string file, Stream source)
    {
        (_run, _file, _source) = (run, file, source);
        _rest = ArrayPool<byte>.Shared.Rent(Math.Max(run.BlockBytes, HeadBytes));
        _restLength = Read(_rest.AsSpan(0, HeadBytes));
        BytesRead = _restLength;
        Format = FormatOf(run, file, source, _rest.AsSpan(0, _restLength));
        ReadHead();
    }

    /// <summary>Format of the stream.</summary>
    public FileFormat Format { get; }

    /// <summary>Names of the columns.</summary>
    public string[] Names { get; private set; } = [];

    /// <summary>What stands before the first record and is no record.</summary>
    public ReadOnlyMemory<byte> Prefix { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>
    /// The next block; null at the end. How far it reaches follows from where it begins alone, so that a run that is
    /// gone on with cuts as the first one did.
    /// </summary>
    public Block? Next()
    {
        for (var size = _run.BlockBytes; !_isAtEnd || _restLength > 0; size = Larger(size))
        {
            Fill(size);
            var isLast = _isAtEnd && _restLength < size;
            var length = Math.Min(_restLength, size);
            var end = isLast ? length : FileFormats.LastRecordEnd(_rest.AsSpan(0, length), Format);
            if (end > 0) return Cut(end);
            if (isLast) break;
        }

        return null;
    }

    /// <summary>
    /// Passes over what is before a place where a record begins: by position where the source has one, else by
    /// reading it.
    /// </summary>
    /// <exception cref="RecordException">The source ends before.</exception>
    public void SkipTo(long offset)
    {
        var within = (int)Math.Clamp(offset - _offset, 0, _restLength);
        _rest.AsSpan(within, _restLength - within).CopyTo(_rest);
        _restLength -= within;
        _offset += within;
        if (_offset < offset && _source.CanSeek) _offset = _source.Seek(offset - _offset, SeekOrigin.Current);
        while (_offset < offset)
        {
            var read = _source.Read(_rest.AsSpan(0, (int)Math.Min(_rest.Length, offset - _offset)));
            if (read == 0) throw new RecordException(_file, _offset, "the file ends before the place where the run was stopped");
            _offset += read;
        }

        BytesRead = _offset + _restLength;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rest);

    private Block Cut(int end)
    {
        var block = new Block(_rest, end, _offset);
        _restLength -= end;
        _rest = ArrayPool<byte>.Shared.Rent(Math.Max(_run.BlockBytes, _restLength));
        block.Bytes.AsSpan(end, _restLength).CopyTo(_rest);
        _offset += end;
        return block;
    }

    private void Fill(int size)
    {
        if (_rest.Length < size)
        {
            var larger = ArrayPool<byte>.Shared.Rent(size);
            _rest.AsSpan(0, _restLength).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_rest);
            _rest = larger;
        }

        if (_restLength >= size || _isAtEnd) return;

        var read = Read(_rest.AsSpan(_restLength, size - _restLength));
        _isAtEnd = read < size - _restLength;
        _restLength += read;
        BytesRead += read;
    }

    private int Read(Span<byte> room)
    {
        try
        {
            return _source.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
        }
        catch (Exception fault) when (CompressedFile.IsDamage(fault) && _source is not ParquetRecordStream)
        {
            throw new RecordException(_file, BytesRead, $"the compressed file is damaged or cut off here ({fault.Message.TrimEnd('.')}); fetch it again");
        }
    }

    // Rows of Parquet arrive as lines of JSON; the file itself cannot, since it is read from its end.
    private static FileFormat FormatOf(MaskRun run, string file, Stream source, ReadOnlySpan<byte> first)
    {
        if (source is ParquetRecordStream) return FileFormat.JsonLines;
        var format = run.Format ?? FileFormats.Guess(file, first);
        return format != FileFormat.Parquet
            ? format
            : throw new RecordException(file, 0, "Parquet is read from its end, which a pipe or a compressed file does not have; name the file itself");
    }

    private int Larger(int size) => size < _run.RecordBytesMax
        ? (int)Math.Min(2L * size, Math.Max(_run.RecordBytesMax, size + 1L))
        : throw new RecordException(_file, _offset, string.Create(CultureInfo.InvariantCulture,
            $"a record is longer than {_run.RecordBytesMax:N0} bytes; cut it, or allow more with --record-max"));

    // A mark of byte order, and the line of names of separated values.
    private void ReadHead()
    {
        var head = _rest.AsSpan(0, _restLength);
        var start = head.StartsWith("\uFEFF"u8) ? 3 : 0;
        if (Format is FileFormat.Csv or FileFormat.TabSeparated && head.Length > 0)
        {
            try
            {
                (Names, var end) = FileFormats.Header(head, Format);
                if (end < 0 && _restLength == HeadBytes) throw new RecordException(_file, 0, "the line of names has no end");
                start = end < 0 ? 0 : end;
            }
            catch (BlockException fault)
            {
                throw new RecordException(_file, fault.Offset, fault.Message);
            }
        }

        Prefix = head[..start].ToArray();
        head[start..].CopyTo(_rest);
        _restLength -= start;
        _offset = start;
    }
}

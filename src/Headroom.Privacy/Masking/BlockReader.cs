using System.Buffers;
using System.Globalization;
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
        _rest = ArrayPool<byte>.Shared.Rent(run.BlockBytes);
        _restLength = _source.ReadAtLeast(
            _rest.AsSpan(0, Math.Min(_rest.Length, HeadBytes)), Math.Min(_rest.Length, HeadBytes), false);
        BytesRead = _restLength;
        Format = run.Format ?? FileFormats.Guess(file, _rest.AsSpan(0, _restLength));
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

    /// <summary>The next block; null at the end.</summary>
    public Block? Next()
    {
        if (_isAtEnd && _restLength == 0) return null;

        var bytes = ArrayPool<byte>.Shared.Rent(Math.Max(_run.BlockBytes, _restLength));
        _rest.AsSpan(0, _restLength).CopyTo(bytes);
        var length = _restLength;
        while (true)
        {
            length += Fill(bytes, length);
            var end = _isAtEnd ? length : FileFormats.LastRecordEnd(bytes.AsSpan(0, length), Format);
            if (end > 0 || _isAtEnd) return Cut(bytes, length, end);

            bytes = Larger(bytes, length);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rest);

    private Block? Cut(byte[] bytes, int length, int end)
    {
        var restLength = length - end;
        if (_rest.Length < restLength)
        {
            ArrayPool<byte>.Shared.Return(_rest);
            _rest = ArrayPool<byte>.Shared.Rent(restLength);
        }

        bytes.AsSpan(end, restLength).CopyTo(_rest);
        _restLength = restLength;
        var block = new Block(bytes, end, _offset);
        _offset += end;
        return end == 0 ? null : block;
    }

    private int Fill(byte[] bytes, int length)
    {
        var wanted = bytes.AsSpan(length);
        var read = _source.ReadAtLeast(wanted, wanted.Length, throwOnEndOfStream: false);
        _isAtEnd = read < wanted.Length;
        BytesRead += read;
        return read;
    }

    private byte[] Larger(byte[] bytes, int length)
    {
        if (length >= _run.RecordBytesMax)
        {
            throw new RecordException(_file, _offset, string.Create(CultureInfo.InvariantCulture,
                $"a record is longer than {_run.RecordBytesMax:N0} bytes; cut it, or allow more with --record-max"));
        }

        var larger =
            ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * bytes.Length, Math.Max(_run.RecordBytesMax, length + 1L)));
        bytes.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        return larger;
    }

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

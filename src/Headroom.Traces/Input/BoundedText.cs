using System.Text;

namespace Headroom.Traces.Input;

/// <summary>
/// UTF-8 text of a file in constant memory. What is no text (a NUL byte, a broken sequence, a line beyond the limit)
/// is refused as soon as it is met, before anything behind this reader would have to hold it.
/// </summary>
internal sealed class BoundedText(
    Stream stream,
    string path,
    long textBytesMax = BoundedText.TextBytesMax,
    string lengthRemedy = "split it into several files") : TextReader
{
    /// <summary>Longest line, in bytes without its end.</summary>
    public const int LineBytesMax = 1 << 20;

    /// <summary>Longest text, in bytes after decompression: a small compressed file may hold any amount.</summary>
    public const long TextBytesMax = 1L << 36;

    private const int ChunkBytes = 1 << 16;
    private const char ByteOrderMark = '\uFEFF';

    private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly byte[] _bytes = new byte[ChunkBytes];
    private readonly char[] _characters = new char[ChunkBytes + 1];
    private LinePosition _position = new();
    private long _bytesRead;
    private int _next;
    private int _count;
    private bool _isBegun;

    /// <inheritdoc/>
    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    /// <inheritdoc/>
    public override int Peek() => _next < _count || TryFill() ? _characters[_next] : -1;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override int Read(Span<char> buffer)
    {
        if (buffer.Length == 0 || (_next == _count && !TryFill())) return 0;

        var length = Math.Min(buffer.Length, _count - _next);
        _characters.AsSpan(_next, length).CopyTo(buffer);
        _next += length;
        return length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) stream.Dispose();
        base.Dispose(disposing);
    }

    private bool TryFill()
    {
        do
        {
            var chunk = ReadChunk();
            var chunkStart = _position;
            if (chunk.Length > 0) WalkLines(chunk);
            Decode(chunk, chunkStart);
            if (chunk.Length == 0) return false;
        }
        while (_next == _count);

        return true;
    }

    private ReadOnlySpan<byte> ReadChunk()
    {
        int length;
        try
        {
            length = stream.Read(_bytes);
        }
        catch (InvalidDataException)
        {
            throw Refused(_position, "the compressed data is damaged or cut off", "compress or copy the file again");
        }
        catch (IOException fault)
        {
            throw TraceFile.CannotBeRead(path, fault);
        }

        _bytesRead += length;
        if (_bytesRead > textBytesMax)
            throw Refused(_position, $"the text is longer than {textBytesMax} bytes", lengthRemedy);

        return _bytes.AsSpan(0, length);
    }

    private void WalkLines(ReadOnlySpan<byte> chunk)
    {
        var nul = chunk.IndexOf((byte)0);
        if (!_position.TryAdvance(nul < 0 ? chunk : chunk[..nul], LineBytesMax))
        {
            throw Refused(
                _position,
                $"the line is longer than {LineBytesMax} bytes",
                "check that this is a text file with one record a line");
        }
        if (nul >= 0)
        {
            throw Refused(
                _position,
                "there is a NUL byte, so this is no text",
                "name a text file, or one compressed by gzip");
        }
    }

    private void Decode(ReadOnlySpan<byte> chunk, LinePosition chunkStart)
    {
        _next = 0;
        _count = 0;
        try
        {
            _count = _decoder.GetChars(chunk, _characters, flush: chunk.Length == 0);
        }
        catch (DecoderFallbackException fault)
        {
            chunkStart.TryAdvance(chunk[..Math.Clamp(fault.Index, 0, chunk.Length)], LineBytesMax);
            throw Refused(
                chunkStart,
                "there are bytes that are not UTF-8",
                "save the file as UTF-8 text, or name another one");
        }

        if (!_isBegun && _count > 0)
        {
            _isBegun = true;
            if (_characters[0] == ByteOrderMark) _next = 1;
        }
    }

    private TraceFormatException Refused(LinePosition at, string problem, string remedy) =>
        new(path, at.Line, problem, remedy);
}

using System.IO.Compression;

namespace Headroom.Formats;

/// <summary>
/// The bytes of a gzip file as its decompressor takes them. It takes more than it needs, so that the end of a member
/// is told by its trailer.
/// </summary>
internal sealed class GzipBytes(Stream source) : ForwardStream
{
    private const int Size = 1 << 18;

    // So far back a member may be looked for: a broken one is found out some bytes too late.
    private const int Kept = 1 << 16;
    private const int HeadBytesMax = 1 << 17;

    private readonly byte[] _buffer = new byte[Size];
    private long _offset;
    private long _data;
    private int _at;
    private int _end;
    private int _taken;
    private bool _isSourceOver;

    /// <summary>Offset in the file of the next byte.</summary>
    public override long Position
    {
        get => _offset + _at;
        set => throw new NotSupportedException();
    }

    /// <summary>Whether there are no more bytes.</summary>
    public bool IsOver => Available(1) == 0;

    /// <summary>Passes over the zeros that tapes leave behind members.</summary>
    public void PassZeros()
    {
        while (Available(1) > 0)
        {
            var zeros = _buffer.AsSpan(_at, _end - _at).IndexOfAnyExcept((byte)0);
            _at = zeros < 0 ? _end : _at + zeros;
            if (zeros >= 0) return;
        }
    }

    /// <summary>Passes over the head of a member; false when it is none.</summary>
    public bool TakeHead()
    {
        Available(HeadBytesMax);
        var bytes = _buffer.AsSpan(_at, _end - _at);
        if (bytes.Length < 10 || bytes[0] != 0x1F || bytes[1] != 0x8B || bytes[2] != 8) return false;

        var (flags, length) = (bytes[3], 10);
        if ((flags & 4) != 0)
        {
            if (bytes.Length < length + 2) return false;
            length += 2 + bytes[length] + (bytes[length + 1] << 8);
        }

        for (var text = 8; text <= 16; text *= 2)
        {
            if ((flags & text) == 0) continue;
            var end = length < bytes.Length ? bytes[length..].IndexOf((byte)0) : -1;
            if (end < 0) return false;
            length += end + 1;
        }

        if ((flags & 2) != 0) length += 2;
        if (length > bytes.Length) return false;

        _at += length;
        _taken = 0;
        _data = Position;
        return true;
    }

    /// <summary>Finds the trailer among what was taken last, and goes behind it; false when it is not there.</summary>
    public bool TakeTrailer(ReadOnlySpan<byte> trailer)
    {
        Available(trailer.Length);
        var first = _at - _taken;
        var last = Math.Min(_end, _at + trailer.Length);
        for (var place = first; place + trailer.Length <= last; place++)
        {
            if (!_buffer.AsSpan(place, trailer.Length).SequenceEqual(trailer)) continue;

            if (IsOfAnother(first, place)) return false;

            // Of an empty member it is all zeros, as the last byte of its data is.
            var isZero = trailer.IndexOfAnyExcept((byte)0) < 0;
            while (isZero && place + trailer.Length < last && _buffer[place + trailer.Length] == 0) place++;
            _at = place + trailer.Length;
            return true;
        }

        return false;
    }

    /// <summary>Goes to where a member seems to begin, from an offset on; false when there is none.</summary>
    public bool SeekMember(long from)
    {
        _at = (int)Math.Max(Math.Max(0, _at - Kept), from - _offset);
        while (Available(10) >= 10)
        {
            var found = _buffer.AsSpan(_at, _end - _at).IndexOf((byte)0x1F);
            _at = found < 0 ? _end : _at + found;
            if (Available(10) >= 10 && LooksLikeHead(_buffer.AsSpan(_at, 10))) return true;
            if (_at < _end) _at++;
        }

        _at = _end;
        return false;
    }

    public override int Read(Span<byte> buffer)
    {
        _taken = Math.Min(buffer.Length, Available(1));
        _buffer.AsSpan(_at, _taken).CopyTo(buffer);
        _at += _taken;
        return _taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }

    // Members that are equal have equal trailers: where another one begins before the trailer, this one has ended
    // before.
    private bool IsOfAnother(int first, int trailer)
    {
        for (var place = first; place < trailer; place++)
        {
            var found = _buffer.AsSpan(place, trailer - place).IndexOf((byte)0x1F);
            if (found < 0) return false;

            place += found;
            if (place + 10 <= trailer && LooksLikeHead(_buffer.AsSpan(place, 10))) return EndsBefore(place);
        }

        return false;
    }

    private bool EndsBefore(int place)
    {
        if (_data < _offset) return false;

        var start = (int)(_data - _offset);
        try
        {
            using var deflate = new DeflateStream(
                new MemoryStream(_buffer, start, place - start), CompressionMode.Decompress);
            deflate.CopyTo(Null);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static bool LooksLikeHead(ReadOnlySpan<byte> head) =>
        head[1] == 0x8B && head[2] == 8 && (head[3] & 0xE0) == 0 && head[8] is 0 or 2 or 4 && head[9] is <= 13 or 255;

    // Bytes that are there: as many as are asked for, or up to the end of the file.
    private int Available(int wanted)
    {
        if (_end - _at >= wanted || _isSourceOver) return _end - _at;

        if (_at > Kept && (_at + wanted > Size || _end == Size))
        {
            var gone = _at - Kept;
            _buffer.AsSpan(gone, _end - gone).CopyTo(_buffer);
            _offset += gone;
            _at -= gone;
            _end -= gone;
        }

        while (_end - _at < wanted && !_isSourceOver)
        {
            var read = source.Read(_buffer, _end, Size - _end);
            _isSourceOver = read == 0;
            _end += read;
        }

        return _end - _at;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;

namespace Headroom.Formats;

/// <summary>
/// Reads a gzip file member by member (RFC 1952), each held to its checksum. A member that is broken is told by an
/// exception, and the next call reads on where the next member begins.
/// </summary>
internal sealed class GzipMembers(Stream source) : ForwardStream
{
    private readonly GzipBytes _bytes = new(source);
    private DeflateStream? _deflate;
    private Crc32 _checksum = new();
    private uint _length;
    private long _member;
    private bool _isGuess;

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            if (_deflate is null && !BeginMember()) return 0;

            try
            {
                var read = _deflate!.Read(buffer);
                if (read > 0 || buffer.IsEmpty)
                {
                    _checksum.Append(buffer[..read]);
                    _length += (uint)read;
                    return read;
                }

                if (!EndMember()) throw new InvalidDataException("its checksum is wrong");
            }
            catch (InvalidDataException fault)
            {
                // What only looked like a member is no news.
                var isNews = !_isGuess || _length > 0;
                EndData();
                _isGuess = _bytes.SeekMember(_member + 1);
                if (isNews) throw Passed(fault);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            EndData();
            _bytes.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool BeginMember()
    {
        _bytes.PassZeros();
        _member = _bytes.Position;
        if (_bytes.IsOver) return false;

        if (!_bytes.TakeHead())
        {
            _isGuess = _bytes.SeekMember(_member + 1);
            throw Passed(new InvalidDataException("its head is broken"));
        }

        _deflate = new DeflateStream(_bytes, CompressionMode.Decompress, leaveOpen: true);
        _checksum = new Crc32();
        _length = 0;
        return true;
    }

    private bool EndMember()
    {
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _checksum.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
        if (!_bytes.TakeTrailer(trailer)) return false;

        _isGuess = false;
        EndData();
        return true;
    }

    private void EndData()
    {
        _deflate?.Dispose();
        _deflate = null;
    }

    private PassedDamageException Passed(InvalidDataException fault)
    {
        var behind = _isGuess
            ? string.Create(CultureInfo.InvariantCulture, $"reading goes on at byte {_bytes.Position}")
            : "what follows is lost";
        return new PassedDamageException(string.Create(CultureInfo.InvariantCulture,
            $"the compressed stream is broken in the gzip member at byte {_member} ({fault.Message.TrimEnd('.')}); {behind}"),
            row: null, fault);
    }
}

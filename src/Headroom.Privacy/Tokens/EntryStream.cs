using Headroom.Formats;

namespace Headroom.Privacy.Tokens;

/// <summary>Entries as the bytes of a file, read once from the beginning.</summary>
internal sealed class EntryStream : ForwardStream
{
    private readonly IEnumerator<TokenEntry> _entries;
    private byte[] _bytes = new byte[1 << 16];
    private int _length;
    private int _taken;

    public EntryStream(ReadOnlySpan<byte> secret, IEnumerable<TokenEntry> entries)
    {
        _entries = entries.GetEnumerator();
        TokenFile.Magic.CopyTo(_bytes);
        secret.CopyTo(_bytes.AsSpan(TokenFile.Magic.Length));
        _length = TokenFile.FirstEntry;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_taken == _length)
        {
            if (!_entries.MoveNext()) return 0;

            (_taken, _length) = (0, _entries.Current.Bytes);
            if (_bytes.Length < _length) _bytes = new byte[_length];
            _entries.Current.Write(_bytes);
        }

        var count = Math.Min(buffer.Length, _length - _taken);
        _bytes.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _entries.Dispose();
        base.Dispose(disposing);
    }
}

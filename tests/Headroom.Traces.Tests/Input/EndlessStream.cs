namespace Headroom.Traces.Tests.Input;

/// <summary>
/// Some bytes, then one byte for ever (or the end, without one), handed out in pieces of a chosen size.
/// </summary>
internal sealed class EndlessStream(byte[] start, byte? filler, int chunkMax = int.MaxValue) : Stream
{
    public long BytesGiven { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => BytesGiven;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        buffer = buffer[..Math.Min(buffer.Length, chunkMax)];
        var rest = BytesGiven < start.Length ? start.AsSpan((int)BytesGiven) : [];
        var length = Math.Min(rest.Length, buffer.Length);
        rest[..length].CopyTo(buffer);
        if (length == 0 && filler is { } value)
        {
            buffer.Fill(value);
            length = buffer.Length;
        }

        BytesGiven += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

using Headroom.Formats;

namespace Headroom.Privacy.Files;

/// <summary>
/// Writes bytes compressed as the name of a file says, in parts that stand for themselves: members of gzip (RFC 1952,
/// section 2.2), frames of zstd (RFC 8878, section 3.1). What is behind the end of a part can be taken away and
/// written again without what is before it.
/// </summary>
/// <param name="path">Name of the file.</param>
/// <param name="inner">Takes the compressed bytes, and stays open.</param>
internal sealed class PartedOutput(string path, Stream inner) : Stream
{
    private Stream? _part;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Ends the part: all that was written has gone to the inner stream.</summary>
    public void EndPart()
    {
        _part?.Dispose();
        _part = null;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) =>
        (_part ??= CompressedFile.Writing(CompressedFile.Named(path), new OpenStream(inner))).Write(buffer);

    public override void Flush() => _part?.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) EndPart();
        base.Dispose(disposing);
    }
}

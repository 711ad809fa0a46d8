using System.IO.Compression;
using Headroom.Formats;
using ZstdSharp;

namespace Headroom.Curation.Output;

/// <summary>
/// Compresses blocks one by one, each a gzip member or a Zstandard frame of its own: readers take them one after the
/// other, and any thread can make any of them.
/// </summary>
internal sealed class BlockCompressor(Compression compression) : IDisposable
{
    private const int ZstandardLevel = 3;

    private readonly MemoryStream _stream = new();
    private readonly Compressor? _zstandard =
        compression == Compression.Zstandard ? new Compressor(ZstandardLevel) : null;

    /// <summary>File ending of such files, after that of their format.</summary>
    public static string EndingOf(Compression compression) => compression switch
    {
        Compression.Gzip => ".gz",
        Compression.Zstandard => ".zst",
        _ => "",
    };

    /// <summary>The bytes as they go to the file; valid until the next call.</summary>
    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || compression == Compression.None) return bytes;
        if (_zstandard is not null) return _zstandard.Wrap(bytes);

        _stream.SetLength(0);
        using (var gzip = new GZipStream(_stream, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return _stream.GetBuffer().AsSpan(0, (int)_stream.Length);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _zstandard?.Dispose();
    }
}

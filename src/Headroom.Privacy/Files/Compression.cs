using System.IO.Compression;
using ZstdSharp;

namespace Headroom.Privacy.Files;

/// <summary>Files compressed with gzip or zstd, by the ends of their names.</summary>
public static class Compression
{
    /// <summary>What is in a file, uncompressed.</summary>
    public static Stream Reading(string path, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) return new GZipStream(stream, CompressionMode.Decompress);
        return path.EndsWith(".zst", StringComparison.OrdinalIgnoreCase) ? new DecompressionStream(stream, leaveOpen: false) : stream;
    }

    /// <summary>Where the bytes of a file are written, to be compressed as its name says.</summary>
    public static Stream Writing(string path, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) return new GZipStream(stream, CompressionLevel.Fastest);
        return path.EndsWith(".zst", StringComparison.OrdinalIgnoreCase) ? new CompressionStream(stream, leaveOpen: false) : stream;
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using ZstdSharp;

namespace Headroom.Curation.Input;

/// <summary>How a file is compressed, as its first bytes say.</summary>
internal enum Compression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip, of one member or several.</summary>
    Gzip,

    /// <summary>Zstandard, of one frame or several.</summary>
    Zstandard,
}

/// <summary>Opens a file for reading from its start, decompressed.</summary>
internal static class InputStream
{
    // Without it the runtime takes the end of a compressed file that is cut off for the end of its text.
    static InputStream() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>The text of a file.</summary>
    /// <exception cref="CurationException">There is no such file, it is a folder, or it may not be read.</exception>
    public static Stream Open(string path, out Compression compression)
    {
        if (Directory.Exists(path)) throw new CurationException(path, 0, "this is a folder", "name a file in it");
        if (!File.Exists(path)) throw new CurationException(path, 0, "there is no such file", "check the path");

        try
        {
            var file = new FileStream(path, new FileStreamOptions
            {
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
                Share = FileShare.ReadWrite | FileShare.Delete,
            });
            compression = CompressionOf(file);
            return compression switch
            {
                Compression.Gzip => new GZipStream(file, CompressionMode.Decompress),
                Compression.Zstandard => new DecompressionStream(file, bufferSize: 1 << 17, leaveOpen: false),
                _ => file,
            };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CurationException(
                path, 0, $"the file cannot be read ({fault.Message.TrimEnd('.')})", "check its rights and the disk");
        }
    }

    private static Compression CompressionOf(FileStream file)
    {
        Span<byte> start = stackalloc byte[4];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (read >= 2 && start[0] == 0x1F && start[1] == 0x8B) return Compression.Gzip;
        return read == 4 && BinaryPrimitives.ReadUInt32LittleEndian(start) == 0xFD2FB528
            ? Compression.Zstandard
            : Compression.None;
    }
}

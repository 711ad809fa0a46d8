using System.Buffers.Binary;
using System.IO.Compression;
using ZstdSharp;

namespace Headroom.Formats;

/// <summary>Opens files that may be compressed, and compresses what is written.</summary>
public static class CompressedFile
{
    private const int ZstandardBufferBytes = 1 << 17;

    // Without it the runtime takes the end of a compressed file that is cut off for the end of its text.
    static CompressedFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>What is in a file, from its start.</summary>
    /// <param name="path">The file.</param>
    /// <param name="compression">
    /// How it is compressed, as its first bytes say, whatever its name; of a pipe, as its name says.
    /// </param>
    /// <param name="passesDamage">
    /// Whether a gzip member that is broken is told by a <see cref="PassedDamageException"/>, behind which reading goes
    /// on with the next one.
    /// </param>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not read it, or it is a folder.</exception>
    public static Stream Open(string path, out Compression compression, bool passesDamage = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = new FileStream(path, new FileStreamOptions
        {
            // Readers read in large pieces: a second buffer would only copy them once more.
            BufferSize = 0,
            Options = FileOptions.SequentialScan,
            Share = FileShare.ReadWrite | FileShare.Delete,
        });
        try
        {
            compression = file.CanSeek ? FirstBytes(file) : Named(path);
            return passesDamage && compression == Compression.Gzip
                ? new GzipMembers(file)
                : Reading(compression, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>What a stream holds, decompressed.</summary>
    public static Stream Reading(Compression compression, Stream stream) => compression switch
    {
        Compression.Gzip => new GZipStream(stream, CompressionMode.Decompress),
        Compression.Zstandard => new DecompressionStream(stream, ZstandardBufferBytes, leaveOpen: false),
        _ => stream,
    };

    /// <summary>Where bytes are written to be compressed on their way to a stream.</summary>
    public static Stream Writing(Compression compression, Stream stream) => compression switch
    {
        Compression.Gzip => new GZipStream(stream, CompressionLevel.Fastest),
        Compression.Zstandard => new CompressionStream(stream, leaveOpen: false),
        _ => stream,
    };

    /// <summary>How a file of this name is compressed.</summary>
    public static Compression Named(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) return Compression.Gzip;
        return path.EndsWith(".zst", StringComparison.OrdinalIgnoreCase) ? Compression.Zstandard : Compression.None;
    }

    /// <summary>Whether a fault is that of a compressed stream that is damaged or cut off.</summary>
    public static bool IsDamage(Exception fault) =>
        fault is InvalidDataException or ZstdException or EndOfStreamException;

    private static Compression FirstBytes(FileStream file)
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

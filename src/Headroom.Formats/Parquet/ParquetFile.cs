using System.Buffers.Binary;
using ParquetSharp;

namespace Headroom.Formats.Parquet;

/// <summary>Opens Parquet files and says where and why when one is none.</summary>
public static class ParquetFile
{
    private const int FooterEndBytes = 8;

    /// <summary>Whether a file says by the end of its name, or by its first bytes, that it is Parquet.</summary>
    public static bool Is(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)) return true;
        if (!File.Exists(path)) return false;

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
        Span<byte> first = stackalloc byte[4];
        return file.CanSeek && file.ReadAtLeast(first, 4, throwOnEndOfStream: false) == 4 && first.SequenceEqual("PAR1"u8);
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is no Parquet file, or a damaged one; the message tells the byte.</exception>
    internal static ParquetFileReader Open(string path)
    {
        var footer = DemandFooter(path);
        using var properties = ReaderProperties.GetDefaultReaderProperties();

        // A row group of any size is read in pieces, and pages that have a checksum are held to it.
        properties.EnableBufferedStream();
        properties.EnablePageChecksumVerification();
        return Told(path, $"byte {footer}: the footer cannot be read", () =>
        {
            var reader = new ParquetFileReader(path, properties);
            _ = reader.FileMetaData.NumRows;
            return reader;
        });
    }

    /// <summary>Does something with a file, and tells the library's faults with their place.</summary>
    internal static T Told<T>(string path, string place, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is ParquetException or OverflowException or ArgumentException
            or IndexOutOfRangeException or NotSupportedException)
        {
            var why = fault.Message.Split('\n')[0].Split("(message: '")[^1].Trim().TrimEnd('.', ')', '\'');
            throw new InvalidDataException($"{path}, {place} ({why}); fetch the file again, or write it anew", fault);
        }
    }

    // The library would say no more than that something is wrong with the file.
    private static long DemandFooter(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
        var end = file.Length - FooterEndBytes;
        Span<byte> last = stackalloc byte[FooterEndBytes];
        if (end < 4) throw NoParquet(0, "it is too short for one");

        file.Position = end;
        file.ReadExactly(last);
        if (last[4..].SequenceEqual("PARE"u8)) throw NoParquet(end + 4, "its footer is encrypted; write it without");
        if (!last[4..].SequenceEqual("PAR1"u8))
            throw NoParquet(end + 4, "it does not end with PAR1, so it was cut off or is something else; fetch it again");

        var footer = end - BinaryPrimitives.ReadUInt32LittleEndian(last);
        return footer >= 4
            ? footer
            : throw NoParquet(end, "the footer would be longer than the file; fetch it again");

        InvalidDataException NoParquet(long at, string why) =>
            new($"{path}, byte {at}: this is no whole Parquet file: {why}");
    }
}

using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using Headroom.Curation.Input;
using ZstdSharp;

namespace Headroom.Curation.Pages;

/// <summary>
/// The page in the body of an HTTP response (RFC 9110, section 8.4; RFC 9112, section 7.1): out of its chunks, and
/// decompressed. Many crawlers undo both and leave the fields as they were, so that a body is looked at first.
/// </summary>
internal static class ResponseBody
{
    private const int LookedAt = 512;

    /// <summary>The page, or what is wrong with it.</summary>
    /// <param name="head">Lines of the response's head.</param>
    /// <param name="body">What stands behind it.</param>
    /// <param name="page">The page.</param>
    public static string? Read(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, out ReadOnlySpan<byte> page)
    {
        page = body;
        if (Names(head, "transfer-encoding"u8).Contains("chunked"))
        {
            page = OutOfChunks(body, out var isCutOff);
            if (isCutOff) return "the page breaks off inside a chunk";
        }

        // Encodings were applied in their order.
        foreach (var encoding in Names(head, "content-encoding"u8).Reverse())
        {
            if (encoding is "identity" or "" || LooksLikePage(page)) continue;
            if (Decompress(encoding, page, out var plain) is { } problem) return problem;

            page = plain;
        }

        return null;
    }

    private static string[] Names(ReadOnlySpan<byte> head, ReadOnlySpan<byte> field) =>
        Encoding.ASCII.GetString(WarcRecord.Field(head, field)).ToLowerInvariant()
            .Split(',', StringSplitOptions.TrimEntries);

    private static bool LooksLikePage(ReadOnlySpan<byte> body)
    {
        var start = body[..Math.Min(body.Length, LookedAt)];
        return start.IndexOf((byte)'<') >= 0 && start.IndexOfAnyInRange((byte)0, (byte)8) < 0
            && System.Text.Unicode.Utf8.IsValid(start[..start.LastIndexOf((byte)'<')]);
    }

    // A body without a chunk at its start has none: the crawler put them together.
    private static ReadOnlySpan<byte> OutOfChunks(ReadOnlySpan<byte> body, out bool isCutOff)
    {
        var whole = new byte[body.Length];
        var length = 0;
        isCutOff = false;
        for (var rest = body; ;)
        {
            var line = rest.IndexOf("\r\n"u8);
            if (line <= 0 || !Utf8Parser.TryParse(rest[..line], out int size, out _, 'x') || size < 0)
            {
                isCutOff = length > 0;
                return isCutOff ? whole.AsSpan(0, length) : body;
            }

            if (size == 0) return whole.AsSpan(0, length);

            rest = rest[(line + 2)..];
            if (size > rest.Length)
            {
                isCutOff = true;
                return whole.AsSpan(0, length);
            }

            rest[..size].CopyTo(whole.AsSpan(length));
            length += size;
            rest = rest[Math.Min(rest.Length, size + 2)..];
        }
    }

    private static string? Decompress(string encoding, ReadOnlySpan<byte> packed, out byte[] plain)
    {
        plain = [];
        using var source = new MemoryStream(packed.ToArray());
        try
        {
            using Stream? stream = encoding switch
            {
                "gzip" or "x-gzip" => new GZipStream(source, CompressionMode.Decompress),
                "deflate" => IsZlib(packed)
                    ? new ZLibStream(source, CompressionMode.Decompress)
                    : new DeflateStream(source, CompressionMode.Decompress),
                "br" => new BrotliStream(source, CompressionMode.Decompress),
                "zstd" => new DecompressionStream(source),
                _ => null,
            };
            if (stream is null) return $"the page has the encoding '{encoding}', which is not known";

            using var target = new MemoryStream();
            var piece = new byte[1 << 16];
            for (var read = stream.Read(piece); read > 0; read = stream.Read(piece))
            {
                target.Write(piece, 0, read);
                if (target.Length > BlockReader.RecordBytesMax)
                    return $"the page is longer than {BlockReader.RecordBytesMax >> 20} MiB without its compression";
            }

            plain = target.ToArray();
            return plain.Length > 0 || packed.IsEmpty ? null : $"the page is cut off or no {encoding}";
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException
            or IOException or ZstdException)
        {
            return $"the page is cut off or no {encoding}";
        }
    }

    // Deflate is meant to be zlib's form of it, and half of the servers send it without.
    private static bool IsZlib(ReadOnlySpan<byte> packed) =>
        packed.Length >= 2 && (packed[0] & 0x0F) == 8 && (packed[0] << 8 | packed[1]) % 31 == 0;
}

using System.IO.Compression;

namespace Headroom.Server.Pages.Assets;

/// <summary>Makes answers smaller where the browser says that it can read them so.</summary>
internal static class Compression
{
    /// <summary>Name of the encoding.</summary>
    public const string Name = "br";

    public static bool IsWanted(HttpRequest request) => request.Headers.AcceptEncoding.ToString()
        .Split(',', StringSplitOptions.TrimEntries)
        .Any(range => range == Name || (range.StartsWith("br;", StringComparison.Ordinal) && !range.EndsWith("q=0", StringComparison.Ordinal)));

    public static byte[] Of(ReadOnlySpan<byte> bytes, CompressionLevel level)
    {
        using var target = new MemoryStream();
        using (var stream = new BrotliStream(target, level, leaveOpen: true)) stream.Write(bytes);
        return target.ToArray();
    }
}

using System.IO.Compression;
using System.Text;

namespace Headroom.Traces.Tests;

/// <summary>A file that is gone when the test is over.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(
        System.IO.Path.GetTempPath(),
        $"headroom-{Guid.NewGuid():N}.txt");

    public static TemporaryFile Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static TemporaryFile Of(byte[] bytes)
    {
        var file = new TemporaryFile();
        File.WriteAllBytes(file.Path, bytes);
        return file;
    }

    public static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    /// <summary>The refusal by <paramref name="read"/>, with the path cut off the front.</summary>
    public string RefusalBy(Action<string> read)
    {
        var refusal = Assert.Throws<TraceFormatException>(() => read(Path));
        Assert.StartsWith(Path, refusal.Message, StringComparison.Ordinal);

        return refusal.Message[Path.Length..].TrimStart(',', ':', ' ');
    }

    public void Dispose() => File.Delete(Path);
}

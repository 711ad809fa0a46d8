using System.IO.Compression;

namespace Headroom.Traces.Input;

/// <summary>Opens a history's file, compressed by gzip or not, and says why when it cannot.</summary>
internal static class TraceFile
{
    // BoundedText reads in large pieces: a second buffer would only copy them once more.
    private static readonly FileStreamOptions Unbuffered =
        new() { BufferSize = 0, Share = FileShare.ReadWrite, Options = FileOptions.SequentialScan };

    // Without it the runtime takes the end of a compressed file that is cut off for the end of its text.
    static TraceFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Text of the file at <paramref name="path"/>; its owner disposes it.</summary>
    /// <exception cref="TraceFormatException">
    /// There is no such file, it is a folder, it is empty, or this account may not read it.
    /// </exception>
    public static BoundedText Open(string path) => Open(path, (stream, file) => new BoundedText(stream, file));

    /// <summary>The same for a file of at most <paramref name="textBytesMax"/> bytes of text.</summary>
    public static BoundedText Open(string path, long textBytesMax, string lengthRemedy) =>
        Open(path, (stream, file) => new BoundedText(stream, file, textBytesMax, lengthRemedy));

    /// <summary>File name without folder and extensions: how a history is called in reports.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) name = name[..^3];

        return Path.GetFileNameWithoutExtension(name);
    }

    /// <summary>The refusal for a fault of the device or the network below the file.</summary>
    public static TraceFormatException CannotBeRead(string path, IOException fault) =>
        new(
            path,
            0,
            $"the file cannot be read ({fault.Message.TrimEnd('.')})",
            "check the disk, or copy the file elsewhere");

    private static BoundedText Open(string path, Func<Stream, string, BoundedText> textOf)
    {
        if (Directory.Exists(path)) throw new TraceFormatException(path, 0, "this is a folder", "name a file in it");
        if (!File.Exists(path)) throw new TraceFormatException(path, 0, "there is no such file", "check the path");

        try
        {
            var file = new FileStream(path, Unbuffered);
            Stream bytes = IsCompressed(file, path) ? new GZipStream(file, CompressionMode.Decompress) : file;
            return textOf(bytes, path);
        }
        catch (UnauthorizedAccessException)
        {
            throw new TraceFormatException(path, 0, "this account may not read the file", "grant it the right to read");
        }
        catch (IOException fault)
        {
            throw CannotBeRead(path, fault);
        }
    }

    // By its first two bytes, since sites rotate logs under any name; by its name where the file is a pipe.
    private static bool IsCompressed(FileStream file, string path)
    {
        if (!file.CanSeek) return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

        Span<byte> magic = stackalloc byte[2];
        var length = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return length == 2 && magic is [0x1F, 0x8B];
    }
}

using Headroom.Engines.Local.Native;
using Microsoft.Win32.SafeHandles;

namespace Headroom.Engines.Local.Files;

/// <summary>A file that appears whole or not at all, and is there after a power failure once it has appeared.</summary>
internal static class WholeFile
{
    private const string Partial = ".partial";

    /// <summary>
    /// Blocks set aside for a file that will be written when the disk may be full: more than an ending needs.
    /// </summary>
    private const int ReservedBytes = 16 << 10;

    /// <summary>Sets room aside on the disk for a later <see cref="Write"/> of the same file.</summary>
    public static void Reserve(string path)
    {
        using var file = OpenPartial(path);
        // Not zeros: a file system may keep those without a block.
        var filling = new byte[ReservedBytes];
        filling.AsSpan().Fill((byte)' ');
        RandomAccess.Write(file, filling, 0);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Writes, or writes anew.</summary>
    /// <exception cref="IOException">It cannot be written; what was there before still is.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using (var file = OpenPartial(path))
        {
            RandomAccess.Write(file, bytes, 0);
            RandomAccess.SetLength(file, bytes.Length);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(path + Partial, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes the names in a folder last.</summary>
    public static void FlushFolder(string folder)
    {
        var descriptor = Libc.open(folder, Libc.CloseOnExec, 0);
        if (descriptor < 0) throw ErrorNumber.Failure($"{folder} cannot be opened");

        _ = Libc.fsync(descriptor);
        _ = Libc.close(descriptor);
    }

    private static SafeFileHandle OpenPartial(string path) =>
        File.OpenHandle(path + Partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
}

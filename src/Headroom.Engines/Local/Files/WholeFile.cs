using Headroom.Engines.Local.Native;
using Microsoft.Win32.SafeHandles;

namespace Headroom.Engines.Local.Files;

/// <summary>A file that appears whole or not at all, and is there after a power failure once it has appeared.</summary>
internal static class WholeFile
{
    /// <summary>
    /// Blocks set aside for a file that will be written when the disk may be full: more than an ending needs.
    /// </summary>
    private const int ReservedBytes = 16 << 10;

    /// <summary>Writes, or writes anew; of several writers at once the last one wins.</summary>
    /// <exception cref="IOException">It cannot be written; what was there before still is.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var partial = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            WriteThrough(partial, path, bytes);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>Sets room aside on the disk for a later <see cref="WriteReserved"/> of the same file.</summary>
    public static void Reserve(string path)
    {
        using var file = Open(Reserved(path));
        // Not zeros: a file system may keep those without a block.
        var filling = new byte[ReservedBytes];
        filling.AsSpan().Fill((byte)' ');
        RandomAccess.Write(file, filling, 0);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Writes into the room that was set aside. For one writer.</summary>
    /// <exception cref="IOException">It cannot be written; it may be tried again.</exception>
    public static void WriteReserved(string path, ReadOnlySpan<byte> bytes) =>
        WriteThrough(Reserved(path), path, bytes);

    /// <summary>Gives the room back that was set aside, if any was.</summary>
    public static void DropReserve(string path) => File.Delete(Reserved(path));

    /// <summary>Makes the names in a folder last.</summary>
    public static void FlushFolder(string folder)
    {
        var descriptor = Libc.open(folder, Libc.CloseOnExec, 0);
        if (descriptor < 0) throw ErrorNumber.Failure($"{folder} cannot be opened");

        _ = Libc.fsync(descriptor);
        _ = Libc.close(descriptor);
    }

    private static void WriteThrough(string partial, string path, ReadOnlySpan<byte> bytes)
    {
        using (var file = Open(partial))
        {
            RandomAccess.Write(file, bytes, 0);
            RandomAccess.SetLength(file, bytes.Length);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(partial, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    private static string Reserved(string path) => $"{path}.reserved";

    private static SafeFileHandle Open(string path) =>
        File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
}

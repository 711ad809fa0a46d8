using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Headroom.Privacy.Files;

/// <summary>
/// A file that is in memory alone and has no name: programs that this one starts read it under <see cref="Path"/>, and
/// it is gone with the last of them. Linux only.
/// </summary>
public sealed partial class MemoryFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <summary>Makes an empty one.</summary>
    /// <exception cref="IOException">The system makes none, or would write memory to a disk.</exception>
    public MemoryFile()
    {
        if (SwapsToDisk(File.ReadAllLines("/proc/swaps")))
            throw new IOException("this machine swaps memory to a disk, and opened data would reach it: turn swap off with 'swapoff -a'.");

        // Without the flag that closes it on exec: the programs that are started shall have it.
        var descriptor = memfd_create("headroom", 0);
        if (descriptor < 0) throw new IOException("the system makes no file in memory.");

        _handle = new SafeFileHandle(descriptor, ownsHandle: true);
        Stream = new FileStream(_handle, FileAccess.ReadWrite, bufferSize: 0);
        Path = FormattableString.Invariant($"/proc/self/fd/{descriptor}");
    }

    /// <summary>What is in it.</summary>
    public Stream Stream { get; }

    /// <summary>Where programs that this one starts find it.</summary>
    public string Path { get; }

    /// <summary>Whether lines of <c>/proc/swaps</c> name anything but compressed memory.</summary>
    public static bool SwapsToDisk(IReadOnlyList<string> swaps)
    {
        ArgumentNullException.ThrowIfNull(swaps);
        return swaps.Skip(1).Any(line => !line.StartsWith("/dev/zram", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        _handle.Dispose();
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int memfd_create(string name, uint flags);
}

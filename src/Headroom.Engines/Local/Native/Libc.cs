using System.Runtime.InteropServices;

namespace Headroom.Engines.Local.Native;

/// <summary>
/// The calls into the C library that .NET has no word for. Numbers are those of Linux on 64-bit processors; only calls
/// whose numbers are the same on x86-64 and arm64 are used.
/// </summary>
internal static unsafe partial class Libc
{
    public const int CloseOnExec = 0x80000;
    public const int ReadWriteCreate = 0x42;
    public const int WaitNoHang = 1;

    private const string Library = "libc";

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags, int mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int close(int descriptor);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fsync(int descriptor);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int flock(int descriptor, int operation);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fcntl(int descriptor, int command, int value);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int pipe2(int* descriptors, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int wait4(int pid, int* status, int options, long* usage);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int kill(int pid, int signal);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int prlimit(int pid, int resource, ulong* fresh, ulong* old);

    [LibraryImport(Library, SetLastError = true)]
    public static partial long syscall(long number, long first, long second, long third, long fourth);
}

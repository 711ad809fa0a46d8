using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Headroom.Privacy.Risk;

/// <summary>
/// Numbers on the disk that are read again from their beginning. The file has no name where the system allows it, so
/// that nothing is left of it however the program ends; elsewhere it goes when it is closed.
/// </summary>
internal sealed class SpillFile : IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly FileStream _file;

    /// <summary>Makes an empty file in a folder.</summary>
    public SpillFile(string folder)
    {
        var path = Path.Combine(folder, $"headroom-{Path.GetRandomFileName()}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = BufferBytes,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows()) File.Delete(path);
    }

    /// <summary>Adds numbers at its end.</summary>
    public void Write<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged => _file.Write(MemoryMarshal.AsBytes(numbers));

    /// <summary>Goes back to the beginning.</summary>
    public void Rewind() => _file.Position = 0;

    /// <summary>Reads the next numbers, fewer at the end only; how many.</summary>
    public int Read<T>(Span<T> numbers)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(numbers);
        return _file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) / Unsafe.SizeOf<T>();
    }

    public void Dispose() => _file.Dispose();
}

namespace Headroom.Curation.Output;

/// <summary>An output file that appears whole or not at all: written beside its place and renamed at the end.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _partial;
    private readonly FileStream _stream;
    private bool _isDone;

    /// <param name="path">Where the file appears.</param>
    /// <exception cref="CurationException">The disk is full or cannot be written.</exception>
    public PartialFile(string path)
    {
        Path = path;
        _partial = path + ".partial";
        _stream = Told(() =>
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            return new FileStream(_partial, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        });
    }

    /// <summary>Where the file appears.</summary>
    public string Path { get; }

    /// <summary>Bytes written so far by <see cref="Write"/>.</summary>
    public long Length { get; private set; }

    /// <summary>The file, for writers that need a stream; its faults are told by <see cref="Told"/>.</summary>
    public Stream Stream => _stream;

    /// <summary>Adds bytes.</summary>
    /// <exception cref="CurationException">The disk is full or cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return;

        try
        {
            _stream.Write(bytes);
        }
        catch (Exception fault) when (IsOfDisk(fault))
        {
            throw Full(fault);
        }

        Length += bytes.Length;
    }

    /// <summary>Lets the file appear; a file without bytes does not.</summary>
    /// <exception cref="CurationException">The disk is full or cannot be written.</exception>
    public void Complete()
    {
        var length = _stream.Length;
        Told(() =>
        {
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            if (length > 0) File.Move(_partial, Path, overwrite: true);
            return length;
        });
        _isDone = length > 0;
    }

    /// <summary>Does something with the disk, and tells its faults with the name of the file.</summary>
    /// <exception cref="CurationException">The disk is full or cannot be written.</exception>
    public T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (IsOfDisk(fault))
        {
            throw Full(fault);
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (!_isDone) File.Delete(_partial);
    }

    // The runtime has a kind of its own for files beyond what a file system or a limit of the account allows.
    private static bool IsOfDisk(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    private CurationException Full(Exception fault) => new(
        Path, 0, $"it cannot be written ({fault.Message.Split(" (Parameter")[0].TrimEnd('.')})",
        "make room or choose another place, and run again with --resume");
}

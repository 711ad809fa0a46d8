namespace Headroom.Curation.Output;

/// <summary>An output file that appears whole or not at all: written beside its place and renamed at the end.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _partial;
    private readonly FileStream _stream;
    private bool _isDone;

    /// <param name="path">Where the file appears.</param>
    public PartialFile(string path)
    {
        Path = path;
        _partial = path + ".partial";
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        _stream = new FileStream(_partial, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Where the file appears.</summary>
    public string Path { get; }

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    /// <summary>Adds bytes.</summary>
    /// <exception cref="CurationException">The disk is full or cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return;

        try
        {
            _stream.Write(bytes);
        }
        catch (IOException fault)
        {
            throw new CurationException(Path, 0, $"it cannot be written ({fault.Message.TrimEnd('.')})",
                "make room or choose another place, and run again with --resume");
        }

        Length += bytes.Length;
    }

    /// <summary>Lets the file appear; a file without bytes does not.</summary>
    public void Complete()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        if (Length > 0) File.Move(_partial, Path, overwrite: true);
        _isDone = Length > 0;
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (!_isDone) File.Delete(_partial);
    }
}

namespace Headroom.Privacy.Files;

/// <summary>
/// A file that grows over several runs beside its name and appears under it when it is whole. What was written stays
/// when a run ends early.
/// </summary>
internal sealed class GrowingOutput : IDisposable
{
    private readonly string _partial;
    private readonly string _path;

    /// <summary>Goes on behind the first <paramref name="written"/> bytes; what is behind them is taken away.</summary>
    /// <exception cref="InvalidDataException">The file has fewer bytes: it was not written by the run before.</exception>
    public GrowingOutput(string partial, string path, long written)
    {
        (_partial, _path) = (partial, path);
        Stream = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 0);
        if (Stream.Length < written)
        {
            Stream.Dispose();
            throw new InvalidDataException(
                $"{partial}: the file is shorter than the run before left it; delete the folder {Path.GetDirectoryName(partial)} and begin again");
        }

        Stream.SetLength(written);
        Stream.Position = written;
    }

    /// <summary>Where the file's bytes go.</summary>
    public FileStream Stream { get; }

    /// <summary>Brings all bytes to the disk, and tells how many there are.</summary>
    public long Flush()
    {
        Stream.Flush(flushToDisk: true);
        return Stream.Position;
    }

    /// <summary>Puts the file under its name.</summary>
    public void Commit()
    {
        Flush();
        Stream.Dispose();
        File.Move(_partial, _path, overwrite: true);
    }

    public void Dispose() => Stream.Dispose();
}

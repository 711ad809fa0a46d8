using System.Globalization;

namespace Headroom.Formats;

/// <summary>
/// A file that appears under its name whole or not at all: it is written beside it, brought to the disk, and renamed.
/// </summary>
public sealed class WholeOutput : IDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private bool _isDone;

    /// <summary>Begins a file; an older one of the same name stays until <see cref="Commit"/>.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="mode">Its permissions on systems that have them; null for the usual ones.</param>
    public WholeOutput(string path, UnixFileMode? mode = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        _path = Path.GetFullPath(path);
        _partial = string.Create(CultureInfo.InvariantCulture, $"{_path}.{Environment.ProcessId}.partial");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (mode is not null && !OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        Stream = new FileStream(_partial, options);
    }

    /// <summary>Where the file's bytes go.</summary>
    public FileStream Stream { get; }

    /// <summary>Puts the file under its name.</summary>
    public void Commit()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_partial, _path, overwrite: true);
        _isDone = true;
    }

    /// <summary>Takes away what was written, unless it was put under its name.</summary>
    public void Dispose()
    {
        Stream.Dispose();
        if (!_isDone) File.Delete(_partial);
    }
}

using System.Globalization;

namespace Headroom.Formats;

/// <summary>
/// Keeps others out of a folder while work is done there. A part of the work shares what the whole work has to itself,
/// and has a lock of its own that keeps its twin out. Locks end with the process that holds them.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private readonly List<FileStream> _taken = [];

    private FolderLock()
    {
    }

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">A folder that is there; a file <c>lock</c> is made in it, and one for each part.</param>
    /// <param name="shard">The part; null for the whole work.</param>
    /// <exception cref="IOException">Others are at work there, or the disk is at fault.</exception>
    public static FolderLock Take(string folder, Shard? shard)
    {
        var path = Path.Combine(folder, "lock");
        var made = new FolderLock();
        try
        {
            if (shard is { Index: var index })
            {
                using (new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite)) { }
                made._taken.Add(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
                path = string.Create(CultureInfo.InvariantCulture, $"{path}.{index}");
            }

            made._taken.Add(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var taken in _taken) taken.Dispose();
    }
}

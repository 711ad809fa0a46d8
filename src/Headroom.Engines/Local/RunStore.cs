using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;
using Headroom.Engines.Local.Native;

namespace Headroom.Engines.Local;

/// <summary>
/// The folders of all runs, below one root. A folder has its name only when the order in it is whole.
/// </summary>
internal sealed class RunStore
{
    // No run id begins with a dot.
    private const string Unfinished = ".new-";
    private const string Forgotten = ".gone-";

    private static readonly TimeSpan UnfinishedMost = TimeSpan.FromHours(1);

    private readonly string _runs;

    public RunStore(string root, TimeProvider clock)
    {
        _runs = Path.Combine(Path.GetFullPath(root), "runs");
        Directory.CreateDirectory(_runs);
        foreach (var left in Directory.EnumerateDirectories(_runs, $"{Forgotten}*")) Delete(left);

        // Another engine may be about to finish a young one.
        foreach (var left in Directory.EnumerateDirectories(_runs, $"{Unfinished}*"))
        {
            if (clock.GetUtcNow() - Directory.GetLastWriteTimeUtc(left) > UnfinishedMost) Delete(left);
        }
    }

    /// <summary>Where a run's folder is, or would be.</summary>
    public RunFolder Of(RunId id) => new(Path.Combine(_runs, id.Text));

    /// <summary>Runs whose names begin with <paramref name="prefix"/>, in order of their names.</summary>
    public List<RunId> Ids(string prefix)
    {
        var ids = new List<RunId>();
        foreach (var path in Directory.EnumerateDirectories(_runs))
        {
            var name = Path.GetFileName(path);
            if (name.StartsWith(prefix, StringComparison.Ordinal) && RunId.TryParse(name, out var id)) ids.Add(id);
        }

        ids.Sort();
        return ids;
    }

    /// <summary>
    /// Makes a run's folder with its order in it, and holds its lock; null when there is one of that name.
    /// </summary>
    /// <exception cref="IOException">It cannot be made; then nothing is left of it.</exception>
    public FileLock? TryMake(RunOrderFile order)
    {
        var target = Of(order.Order.Id).Path;
        var draft = new RunFolder(Path.Combine(_runs, Unfinished + Path.GetRandomFileName()));
        FileLock? held = null;
        try
        {
            Directory.CreateDirectory(draft.Path, Private);
            WholeFile.Write(draft.Order, StateJson.Bytes(order));
            held = FileLock.TryTake(draft.Lock)!;
            Directory.Move(draft.Path, target);
            WholeFile.FlushFolder(_runs);
            return held;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            Delete(draft.Path);
            if (Directory.Exists(target)) return null;
            throw;
        }
    }

    /// <summary>Takes a run's folder away: its name is free at once, and for good.</summary>
    public void Remove(RunId id)
    {
        var gone = Path.Combine(_runs, Forgotten + Path.GetRandomFileName());
        Directory.Move(Of(id).Path, gone);
        WholeFile.FlushFolder(_runs);
        Delete(gone);
    }

    // Orders and logs may hold secrets.
    private static UnixFileMode Private =>
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // What cannot be deleted now is deleted when the engine is opened again.
    private static void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }
}

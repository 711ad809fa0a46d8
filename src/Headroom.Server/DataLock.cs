using Headroom.Storage;

namespace Headroom.Server;

/// <summary>
/// Holds the folder of a control plane, and the file of its store where that lies elsewhere, so that no second one uses
/// either. The system frees them when a process dies.
/// </summary>
internal sealed class DataLock : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly List<FileStream> _files = [];

    /// <summary>Takes a folder, which is made where there is none; nobody else may read it then.</summary>
    /// <exception cref="IOException">Another control plane holds it.</exception>
    public static DataLock Take(string folder, StoreAddress store)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly);

        var taken = new DataLock();
        try
        {
            taken.Add(
                Path.Combine(folder, "lock"),
                $"Another control plane uses {folder}; stop it, or choose another folder with --data");
            if (!store.IsPostgres && !IsIn(folder, store.ToString()))
                taken.Add($"{store}.lock", $"Another control plane uses {store}; stop it, or choose another --store");

            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());

    private static bool IsIn(string folder, string file) =>
        Path.GetDirectoryName(Path.GetFullPath(file)) == Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);

    private void Add(string path, string sentence)
    {
        try
        {
            _files.Add(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault)
        {
            throw new IOException(sentence, fault);
        }
    }
}

namespace Headroom.Server;

/// <summary>
/// Holds the folder of a control plane, so that no second one uses it. The system frees it when a process dies.
/// </summary>
internal sealed class DataLock : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    /// <summary>Takes a folder, which is made where there is none; nobody else may read it then.</summary>
    /// <exception cref="IOException">Another control plane holds it.</exception>
    public static DataLock Take(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly);

        try
        {
            return new DataLock(new FileStream(
                Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault)
        {
            throw new IOException(
                $"Another control plane uses {folder}; stop it, or choose another folder with --data", fault);
        }
    }

    public void Dispose() => _file.Dispose();
}

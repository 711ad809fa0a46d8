using Headroom.Storage;

namespace Headroom.Server;

/// <summary>Fills the store of a pool from a backup while no control plane uses it.</summary>
public static class Restoring
{
    /// <summary>Restores all or nothing.</summary>
    /// <param name="backup">The file.</param>
    /// <param name="store">Where to; it holds nothing.</param>
    /// <param name="folder">Folder of the pool, which is made where there is none.</param>
    /// <exception cref="IOException">A control plane uses the folder or the store.</exception>
    /// <exception cref="Storage.Faults.StoreException">The store holds something, or the backup cannot be read.</exception>
    public static void Run(string backup, StoreAddress store, string folder)
    {
        using var held = DataLock.Take(folder, store);
        Store.Restore(backup, store);
    }
}

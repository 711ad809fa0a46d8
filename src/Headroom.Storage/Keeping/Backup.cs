using System.Data.Common;
using Headroom.Storage.Faults;
using Headroom.Storage.Schema;
using Headroom.Storage.Sql;
using Headroom.Storage.Sqlite;

namespace Headroom.Storage.Keeping;

/// <summary>
/// A backup is a file of SQLite, whatever the store is: it can be looked into, and restored to either.
/// </summary>
internal static class Backup
{
    private const string Unfinished = ".unfinished";

    /// <summary>Writes a backup as of one moment. The file appears whole or not at all.</summary>
    /// <exception cref="StoreException">There is such a file, no room is left, or the store cannot be read.</exception>
    public static void Write(Database source, string path)
    {
        if (Path.Exists(path))
            throw new StoreException(StoreFault.NotEmpty, $"{path} exists", "choose another name for the backup");

        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new StoreException(StoreFault.Unreachable, $"The folder of {path} does not exist", "make it first");

        var unfinished = path + Unfinished;
        Remove(unfinished);
        try
        {
            CreateForOwner(unfinished);
            if (!source.TryCopyTo(unfinished)) CopyAll(source, unfinished);
            Flush(unfinished);
            File.Move(unfinished, path, overwrite: false);
        }
        catch (DbException fault)
        {
            throw new SqliteDatabase(unfinished).Explain(fault) ?? source.Named(fault);
        }
        finally
        {
            Remove(unfinished);
        }
    }

    /// <summary>Fills an empty store from a backup, all or nothing.</summary>
    /// <exception cref="StoreException">The store holds something, or the backup cannot be read.</exception>
    public static void Restore(string path, Database target)
    {
        if (!File.Exists(path))
            throw new StoreException(StoreFault.Unreachable, $"{path} does not exist", "name an existing backup");

        // A backup of an older program is brought forward; it itself stays as it is.
        var copy = Path.GetTempFileName();
        try
        {
            File.Copy(path, copy, overwrite: true);
            using var source = new SqliteDatabase(copy);
            using (var writer = source.OpenWriter(create: false)) Migrator.Migrate(source, writer, Migration.All);
            Fill(source, target);
        }
        finally
        {
            Remove(copy);
        }
    }

    private static void CopyAll(Database source, string path)
    {
        using var target = new SqliteDatabase(path);
        using var from = source.OpenReader();
        using var reading = source.BeginRead(from);
        using var to = target.OpenWriter(create: true);
        Migrator.Migrate(target, to, Migration.All);
        using (var writing = target.Begin(to))
        {
            TableCopy.Run(source, from, reading, target, to, writing);
            writing.Commit();
        }

        // One file and no log beside it.
        to.Run(null, "PRAGMA journal_mode=DELETE");
    }

    private static void Fill(Database source, Database target)
    {
        try
        {
            using var from = source.OpenReader();
            using var reading = source.BeginRead(from);
            using var to = target.OpenWriter(create: true);
            Migrator.Migrate(target, to, Migration.All);
            using var writing = target.Begin(to);
            RequireEmpty(target, to, writing);
            TableCopy.Run(source, from, reading, target, to, writing);
            writing.Commit();
        }
        catch (DbException fault)
        {
            throw target.Named(fault);
        }
    }

    private static void RequireEmpty(Database target, DbConnection connection, DbTransaction transaction)
    {
        foreach (var table in (string[])["event", "job", "snapshot", "token", "audit", "setting"])
        {
            if (connection.Select(transaction, $"SELECT 1 FROM {table} LIMIT 1", _ => 1).Count == 0) continue;

            throw new StoreException(
                StoreFault.NotEmpty, $"{target.Place} holds something", "restore to a new file or an empty database");
        }
    }

    // Environments of jobs may hold secrets, and nobody else may read the store either.
    private static void CreateForOwner(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Open(path, options).Dispose();
    }

    // A file that is renamed before it is on the disk may be empty after a power cut.
    private static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    private static void Remove(string path)
    {
        foreach (var end in (string[])["", "-wal", "-shm", "-journal"]) File.Delete(path + end);
    }
}

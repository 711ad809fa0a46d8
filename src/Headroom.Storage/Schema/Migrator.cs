using System.Data.Common;
using Headroom.Storage.Faults;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Schema;

/// <summary>Brings a database forward to the schema of this program, one transaction a step; never back.</summary>
internal static class Migrator
{
    private const string VersionTable =
        """
        CREATE TABLE IF NOT EXISTS schema_version (
            number   {id},
            name     TEXT NOT NULL,
            checksum TEXT NOT NULL
        );
        """;

    /// <summary>Applies what is missing, and says how many steps that were.</summary>
    /// <param name="database">The database.</param>
    /// <param name="connection">A connection that may write.</param>
    /// <param name="migrations">All steps, in order.</param>
    /// <exception cref="StoreException">The database is newer than the program, or a step was changed.</exception>
    public static int Migrate(Database database, DbConnection connection, IReadOnlyList<Migration> migrations)
    {
        try
        {
            var applied = 0;
            while (ApplyNext(database, connection, migrations)) applied++;
            return applied;
        }
        catch (DbException fault)
        {
            throw database.Named(fault);
        }
    }

    /// <summary>Refuses a database that is no store at all.</summary>
    public static void RequireStore(Database database, DbConnection connection)
    {
        if (database.Tables(connection, null).Contains("schema_version")) return;

        throw new StoreException(
            StoreFault.NotAStore, $"{database.Place} is no store", "name the folder or the database of a pool");
    }

    /// <summary>Refuses a store of an older or a newer program.</summary>
    public static void RequireCurrent(
        Database database, DbConnection connection, IReadOnlyList<Migration> migrations)
    {
        RequireStore(database, connection);
        var stored = connection.Select(null, "SELECT count(*) FROM schema_version", row => (int)row.GetInt64(0))[0];
        if (stored > migrations.Count) throw TooNew(database, stored, migrations.Count);
        if (stored == migrations.Count) return;

        throw new StoreException(
            StoreFault.TooOld,
            $"{database.Place} has schema {stored}, and this program needs schema {migrations.Count}",
            "start the pool once with this program, which brings it forward");
    }

    private static bool ApplyNext(Database database, DbConnection connection, IReadOnlyList<Migration> migrations)
    {
        using var transaction = database.Begin(connection);
        database.LockSchema(connection, transaction);
        connection.Run(transaction, VersionTable.Replace("{id}", database.Tokens[0].Meaning, StringComparison.Ordinal));
        var known = connection.Select(
            transaction,
            "SELECT number, name, checksum FROM schema_version ORDER BY number",
            row => (Number: row.GetInt64(0), Name: row.GetString(1), Checksum: row.GetString(2)));
        foreach (var (number, name, checksum) in known)
        {
            if (number > migrations.Count) throw TooNew(database, known.Count, migrations.Count);
            if (checksum != migrations[(int)number - 1].Checksum) throw Changed(database, name);
        }

        if (known.Count == migrations.Count) return false;

        var next = migrations[known.Count];
        connection.Run(transaction, next.StatementsFor(database));
        connection.Run(
            transaction,
            "INSERT INTO schema_version (number, name, checksum) VALUES (@number, @name, @checksum)",
            ("number", next.Number),
            ("name", next.Name),
            ("checksum", next.Checksum));
        transaction.Commit();
        return true;
    }

    private static StoreException TooNew(Database database, int stored, int known) => new(
        StoreFault.TooNew,
        $"{database.Place} has schema {stored}, and this program knows schemas up to {known}",
        "use the program that wrote it or a newer one, or restore a backup from before its update");

    private static StoreException Changed(Database database, string name) => new(
        StoreFault.ChangedMigration,
        $"Step {name} of the schema of {database.Place} is not the one that this program has",
        "use the release that wrote it, or restore a backup with this one");
}

using System.Data.Common;
using Headroom.Storage.Faults;
using Headroom.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Headroom.Storage.Sqlite;

/// <summary>A database in one file. Every commit is on the disk before it is acknowledged (synchronous=FULL).</summary>
internal sealed class SqliteDatabase(string path, int lockSeconds = SqliteDatabase.LockSecondsDefault) : Database
{
    /// <summary>How long a lock of another program is waited for.</summary>
    public const int LockSecondsDefault = 5;

    // Checkpoints of 4,000 pages of 4 KiB: few enough not to be felt, and small enough to be read back at a start.
    private const string WriterSettings =
        """
        PRAGMA journal_mode=WAL;
        PRAGMA synchronous=FULL;
        PRAGMA wal_autocheckpoint=4000;
        PRAGMA cache_size=-65536;
        PRAGMA temp_store=MEMORY;
        """;

    private readonly SqliteBulk _bulk = new();

    private readonly SqliteReaders _readers = new(Reading(path, lockSeconds, isPooled: false));

    private readonly string _reading = Reading(path, lockSeconds, isPooled: true);

    public override string Dialect => "sqlite";

    public override string Place => path;

    public override IReadOnlyList<(string Token, string Meaning)> Tokens { get; } =
    [
        ("{id}", "INTEGER PRIMARY KEY"),
        ("{bytes}", "BLOB"),
        ("{exact}", "COLLATE BINARY"),
        ("{by_key}", "WITHOUT ROWID"),
    ];

    public override DbConnection OpenWriter(bool create)
    {
        try
        {
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
                DefaultTimeout = lockSeconds,
                Pooling = false,
            }.ToString());
            connection.Open();
            connection.Run(null, WriterSettings);
            return connection;
        }
        catch (SqliteException fault)
        {
            throw Named(fault);
        }
    }

    public override async Task<DbConnection> OpenReaderAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(_reading);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    public override DbConnection OpenReader()
    {
        var connection = new SqliteConnection(_reading);
        connection.Open();
        return connection;
    }

    // The library's own asynchronous reads are none either: a read of a file has nothing to wait for.
    public override Task<List<T>> SelectAsync<T>(
        string sql,
        Func<DbDataReader, T> row,
        (string Name, Value Value)[] parameters,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult(_readers.Select(sql, row, parameters));
        }
        catch (DbException fault)
        {
            return Task.FromException<List<T>>(Named(fault));
        }
    }

    public override DbTransaction BeginRead(DbConnection connection) =>
        ((SqliteConnection)connection).BeginTransaction(deferred: true);

    public override DbTransaction Begin(DbConnection connection) =>
        ((SqliteConnection)connection).BeginTransaction(deferred: false);

    // A transaction that may write is alone already.
    public override void LockSchema(DbConnection connection, DbTransaction transaction)
    {
    }

    public override IReadOnlyList<string> Tables(DbConnection connection, DbTransaction? transaction) =>
        connection.Select(transaction, "SELECT name FROM sqlite_master WHERE type = 'table'", row => row.GetString(0));

    public override (string Name, ColumnType Type)[] Columns(
        DbConnection connection, DbTransaction? transaction, string table) =>
    [
        .. connection.Select(
            transaction,
            "SELECT name, type FROM pragma_table_info(@table) ORDER BY cid",
            row => (row.GetString(0), row.GetString(1) switch
            {
                "TEXT" => ColumnType.Text,
                "BLOB" => ColumnType.Bytes,
                _ => ColumnType.Number,
            }),
            ("table", table)),
    ];

    public override IReadOnlyList<string> Damages(DbConnection connection, DbTransaction? transaction) =>
    [
        .. connection.Select(transaction, "PRAGMA integrity_check(100)", row => row.GetString(0)).Where(line => line != "ok"),
    ];

    public override bool TryCopyTo(string target)
    {
        using var connection = OpenReader();
        connection.Run(null, "VACUUM INTO @target", ("target", target));
        return true;
    }

    public override void Write(DbConnection connection, DbTransaction transaction, RowSet rows) =>
        _bulk.Write((SqliteConnection)connection, rows);

    public override StoreException? Explain(Exception cause) => SqliteFaults.Explain(cause, path);

    public override void Dispose()
    {
        _bulk.Dispose();
        _readers.Dispose();
        using var connection = new SqliteConnection(_reading);
        SqliteConnection.ClearPool(connection);
    }

    private static string Reading(string path, int lockSeconds, bool isPooled) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadOnly,
        DefaultTimeout = lockSeconds,
        Pooling = isPooled,
    }.ToString();
}

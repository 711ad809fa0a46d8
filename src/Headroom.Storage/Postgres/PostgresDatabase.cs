using System.Data;
using System.Data.Common;
using Headroom.Storage.Faults;
using Headroom.Storage.Sql;
using Npgsql;

namespace Headroom.Storage.Postgres;

/// <summary>A database of a PostgreSQL server. Every commit is on its disk before it is acknowledged.</summary>
internal sealed class PostgresDatabase : Database
{
    // Any number that only migrations of this program use.
    private const string SchemaLock = "SELECT pg_advisory_xact_lock(7233017)";

    private readonly NpgsqlDataSource _writing;
    private readonly NpgsqlDataSource _reading;

    /// <summary>A database by Npgsql's connection string.</summary>
    public PostgresDatabase(string connection)
    {
        var writing = new NpgsqlConnectionStringBuilder(connection)
        {
            ApplicationName = "headroom",
            Pooling = false,
            Options = "-c synchronous_commit=on",
        };
        var reading = new NpgsqlConnectionStringBuilder(connection)
        {
            ApplicationName = "headroom reads",
            Options = "-c default_transaction_read_only=on",
        };
        Place = $"{writing.Host}/{writing.Database}";
        _writing = NpgsqlDataSource.Create(writing);
        _reading = NpgsqlDataSource.Create(reading);
    }

    public override string Dialect => "postgres";

    public override string Place { get; }

    public override IReadOnlyList<(string Token, string Meaning)> Tokens { get; } =
    [
        ("{id}", "BIGINT PRIMARY KEY"),
        ("{bytes}", "BYTEA"),
        ("{exact}", "COLLATE \"C\""),
        (" {by_key}", ""),
    ];

    public override DbConnection OpenWriter(bool create)
    {
        try
        {
            return _writing.OpenConnection();
        }
        catch (NpgsqlException fault)
        {
            throw Named(fault);
        }
    }

    public override async Task<List<T>> SelectAsync<T>(
        string sql,
        Func<DbDataReader, T> row,
        (string Name, Value Value)[] parameters,
        CancellationToken cancellation)
    {
        try
        {
            await using var connection = await OpenReaderAsync(cancellation);
            await using var command = connection.Command(null, sql, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation)) rows.Add(row(reader));
            return rows;
        }
        catch (DbException fault)
        {
            throw Named(fault);
        }
    }

    public override async Task<DbConnection> OpenReaderAsync(CancellationToken cancellation) =>
        await _reading.OpenConnectionAsync(cancellation);

    public override DbConnection OpenReader() => _reading.OpenConnection();

    public override DbTransaction BeginRead(DbConnection connection) =>
        connection.BeginTransaction(IsolationLevel.RepeatableRead);

    public override DbTransaction Begin(DbConnection connection) => connection.BeginTransaction();

    public override void LockSchema(DbConnection connection, DbTransaction transaction) =>
        connection.Select(transaction, SchemaLock, _ => 0);

    public override IReadOnlyList<string> Tables(
        DbConnection connection, DbTransaction? transaction) => connection.Select(
        transaction,
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
        row => row.GetString(0));

    public override (string Name, ColumnType Type)[] Columns(
        DbConnection connection, DbTransaction? transaction, string table) =>
    [
        .. connection.Select(
            transaction,
            "SELECT column_name, data_type FROM information_schema.columns "
            + "WHERE table_schema = current_schema() AND table_name = @table ORDER BY ordinal_position",
            row => (row.GetString(0), row.GetString(1) switch
            {
                "text" => ColumnType.Text,
                "bytea" => ColumnType.Bytes,
                _ => ColumnType.Number,
            }),
            ("table", table)),
    ];

    // A server looks after its own files.
    public override IReadOnlyList<string> Damages(DbConnection connection, DbTransaction? transaction) => [];

    public override bool TryCopyTo(string path) => false;

    public override void Write(DbConnection connection, DbTransaction transaction, RowSet rows) =>
        PostgresBulk.Write((NpgsqlConnection)connection, (NpgsqlTransaction)transaction, rows);

    public override StoreException? Explain(Exception cause) => PostgresFaults.Explain(cause, Place);

    public override void Dispose()
    {
        _writing.Dispose();
        _reading.Dispose();
    }
}

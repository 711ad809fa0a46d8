using System.Data.Common;
using Headroom.Storage.Faults;

namespace Headroom.Storage.Sql;

/// <summary>What differs between databases: connections, bulk writing, and the names of their faults.</summary>
internal abstract class Database : IDisposable
{
    /// <summary>Name of the dialect in migrations.</summary>
    public abstract string Dialect { get; }

    /// <summary>Where it lies, without secrets, for messages.</summary>
    public abstract string Place { get; }

    /// <summary>What the tokens of migrations stand for.</summary>
    public abstract IReadOnlyList<(string Token, string Meaning)> Tokens { get; }

    /// <summary>An open connection that may write; there is one at a time.</summary>
    /// <param name="create">Whether a database that does not exist is made.</param>
    public abstract DbConnection OpenWriter(bool create);

    /// <summary>An open connection from the pool that cannot write.</summary>
    public abstract Task<DbConnection> OpenReaderAsync(CancellationToken cancellation);

    /// <inheritdoc cref="OpenReaderAsync"/>
    public abstract DbConnection OpenReader();

    /// <summary>All rows of a query, on a connection that cannot write.</summary>
    /// <exception cref="StoreException">The database cannot be read.</exception>
    public abstract Task<List<T>> SelectAsync<T>(
        string sql,
        Func<DbDataReader, T> row,
        (string Name, Value Value)[] parameters,
        CancellationToken cancellation);

    /// <summary>A transaction that sees everything as it was at one moment, and holds nobody up.</summary>
    public abstract DbTransaction BeginRead(DbConnection connection);

    /// <summary>Begins a transaction that no other writer can get in between.</summary>
    public abstract DbTransaction Begin(DbConnection connection);

    /// <summary>Keeps others from migrating at the same time, until the transaction ends.</summary>
    public abstract void LockSchema(DbConnection connection, DbTransaction transaction);

    /// <summary>Names of all tables of the store.</summary>
    public abstract IReadOnlyList<string> Tables(DbConnection connection, DbTransaction? transaction);

    /// <summary>Columns of a table, in order.</summary>
    public abstract (string Name, ColumnType Type)[] Columns(
        DbConnection connection, DbTransaction? transaction, string table);

    /// <summary>What the database itself finds wrong with what it stored; nothing where it cannot look.</summary>
    public abstract IReadOnlyList<string> Damages(DbConnection connection, DbTransaction? transaction);

    /// <summary>
    /// Copies all of it, as of one moment, to a new file of SQLite; false when it has no way of its own to do so.
    /// </summary>
    public abstract bool TryCopyTo(string path);

    /// <summary>Writes rows.</summary>
    public abstract void Write(DbConnection connection, DbTransaction transaction, RowSet rows);

    /// <summary>What a fault of the database's library means; null when it is none of its.</summary>
    public abstract StoreException? Explain(Exception cause);

    /// <summary>The fault that <paramref name="cause"/> means, or itself.</summary>
    public Exception Named(Exception cause) => Explain(cause) ?? cause;

    /// <inheritdoc/>
    public abstract void Dispose();
}

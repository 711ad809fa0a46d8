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

    /// <summary>Begins a transaction that no other writer can get in between.</summary>
    public abstract DbTransaction Begin(DbConnection connection);

    /// <summary>Keeps others from migrating at the same time, until the transaction ends.</summary>
    public abstract void LockSchema(DbConnection connection, DbTransaction transaction);

    /// <summary>Whether the database has a table of this name.</summary>
    public abstract bool HasTable(DbConnection connection, string table);

    /// <summary>Writes rows.</summary>
    public abstract void Write(DbConnection connection, DbTransaction transaction, RowSet rows);

    /// <summary>What a fault of the database's library means; null when it is none of its.</summary>
    public abstract StoreException? Explain(Exception cause);

    /// <summary>The fault that <paramref name="cause"/> means, or itself.</summary>
    public Exception Named(Exception cause) => Explain(cause) ?? cause;

    /// <inheritdoc/>
    public abstract void Dispose();
}

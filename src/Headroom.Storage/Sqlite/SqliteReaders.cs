using System.Collections.Concurrent;
using System.Data.Common;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Sqlite;

/// <summary>
/// Connections that read, each with its statements prepared: for the small questions that every request asks, parsing
/// the statement would cost more than the answer. Thread-safe.
/// </summary>
internal sealed class SqliteReaders(string connectionString) : IDisposable
{
    private readonly ConcurrentBag<SqliteReader> _idle = [];

    /// <summary>All rows of a query.</summary>
    public List<T> Select<T>(string sql, Func<DbDataReader, T> row, (string Name, Value Value)[] parameters)
    {
        if (!_idle.TryTake(out var reader)) reader = new SqliteReader(connectionString);
        try
        {
            var rows = reader.Select(sql, row, parameters);
            _idle.Add(reader);
            return rows;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var reader)) reader.Dispose();
    }
}

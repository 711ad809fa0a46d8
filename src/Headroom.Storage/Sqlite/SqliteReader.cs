using System.Data.Common;
using Headroom.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Headroom.Storage.Sqlite;

/// <summary>A connection that reads, and its prepared statements. One caller at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    // Statements whose text depends on what is asked for must not pile up.
    private const int PreparedMax = 64;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public SqliteReader(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        try
        {
            _connection.Open();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>All rows of a query.</summary>
    public List<T> Select<T>(string sql, Func<DbDataReader, T> row, (string Name, Value Value)[] parameters)
    {
        var command = Prepared(sql, parameters);
        for (var index = 0; index < parameters.Length; index++)
            command.Parameters[index].Value = parameters[index].Value.Boxed;

        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    public void Dispose()
    {
        Forget();
        _connection.Dispose();
    }

    private SqliteCommand Prepared(string sql, (string Name, Value Value)[] parameters)
    {
        if (_prepared.TryGetValue(sql, out var known)) return known;
        if (_prepared.Count >= PreparedMax) Forget();

        var command = (SqliteCommand)_connection.Command(null, sql, parameters);
        _prepared.Add(sql, command);
        return command;
    }

    private void Forget()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _prepared.Clear();
    }
}

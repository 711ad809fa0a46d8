using Headroom.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Headroom.Storage.Sqlite;

/// <summary>
/// Writes rows by a loop over one prepared statement: without a network in between that is as fast as any bulk form.
/// Belongs to one connection at a time.
/// </summary>
internal sealed class SqliteBulk : IDisposable
{
    private readonly Dictionary<Bulk, SqliteCommand> _prepared = new(ReferenceEqualityComparer.Instance);
    private SqliteConnection? _connection;

    public void Write(SqliteConnection connection, SqliteTransaction transaction, RowSet rows)
    {
        if (rows.Count == 0) return;

        if (!ReferenceEquals(connection, _connection))
        {
            Dispose();
            _connection = connection;
        }

        var command = Prepared(connection, rows.Bulk);
        command.Transaction = transaction;
        var parameters = command.Parameters;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < parameters.Count; column++)
                parameters[column].Value = rows[row, column].Boxed;

            command.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _prepared.Clear();
    }

    private SqliteCommand Prepared(SqliteConnection connection, Bulk bulk)
    {
        if (_prepared.TryGetValue(bulk, out var known)) return known;

        var command = connection.CreateCommand();
        command.CommandText = Statement(bulk);
        foreach (var (name, type) in bulk.Columns)
        {
            command.Parameters.Add($"@{name}", type switch
            {
                ColumnType.Number => SqliteType.Integer,
                ColumnType.Text => SqliteType.Text,
                _ => SqliteType.Blob,
            });
        }

        _prepared.Add(bulk, command);
        return command;
    }

    private static string Statement(Bulk bulk) => bulk.Kind switch
    {
        BulkKind.Update =>
            $"UPDATE {bulk.Table} SET {bulk.Assignments(name => $"@{name}")} WHERE {bulk.Match(name => $"@{name}")}",
        BulkKind.Delete => $"DELETE FROM {bulk.Table} WHERE {bulk.Match(name => $"@{name}")}",
        _ => $"INSERT INTO {bulk.Table} ({bulk.Names}) VALUES "
            + $"({string.Join(", ", bulk.Columns.Select(column => $"@{column.Name}"))}){bulk.OnConflict}",
    };
}

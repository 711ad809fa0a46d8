using Headroom.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Headroom.Storage.Sqlite;

/// <summary>
/// Writes rows by a loop over one prepared statement: without a network in between that is as fast as any bulk form.
/// Belongs to one connection at a time.
/// </summary>
/// <remarks>
/// Hot: every job goes through here several times. Values are bound by number on the statement itself; a command would
/// look up the name of each parameter for each row, and box each number.
/// </remarks>
internal sealed class SqliteBulk : IDisposable
{
    private readonly Dictionary<Bulk, sqlite3_stmt> _prepared = new(ReferenceEqualityComparer.Instance);
    private sqlite3? _database;

    /// <summary>Writes rows inside the transaction that the connection is in.</summary>
    /// <exception cref="SqliteException">A row could not be written.</exception>
    public void Write(SqliteConnection connection, RowSet rows)
    {
        if (rows.Count == 0) return;

        if (!ReferenceEquals(connection.Handle, _database))
        {
            Dispose();
            _database = connection.Handle;
        }

        var statement = Prepared(rows.Bulk);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows.Bulk.Columns.Length; column++)
                Require(raw.SQLITE_OK, Bind(statement, column + 1, rows[row, column]));

            try
            {
                Require(raw.SQLITE_DONE, raw.sqlite3_step(statement));
            }
            finally
            {
                raw.sqlite3_reset(statement);
            }
        }
    }

    public void Dispose()
    {
        foreach (var statement in _prepared.Values) statement.Dispose();
        _prepared.Clear();
    }

    private static int Bind(sqlite3_stmt statement, int number, in Value value)
    {
        if (value.IsNumber) return raw.sqlite3_bind_int64(statement, number, value.Number);
        if (value.IsNull) return raw.sqlite3_bind_null(statement, number);

        return value.IsText
            ? raw.sqlite3_bind_text(statement, number, value.Text)
            : raw.sqlite3_bind_blob(statement, number, value.Bytes);
    }

    private sqlite3_stmt Prepared(Bulk bulk)
    {
        if (_prepared.TryGetValue(bulk, out var known)) return known;

        Require(raw.SQLITE_OK, raw.sqlite3_prepare_v2(_database, Statement(bulk), out var statement));
        _prepared.Add(bulk, statement);
        return statement;
    }

    private void Require(int expected, int result)
    {
        if (result != expected) SqliteException.ThrowExceptionForRC(result, _database);
    }

    // A parameter has the number of its column, wherever it stands.
    private static string Statement(Bulk bulk)
    {
        return bulk.Kind switch
        {
            BulkKind.Update => $"UPDATE {bulk.Table} SET {bulk.Assignments(Number)} WHERE {bulk.Match(Number)}",
            BulkKind.Delete => $"DELETE FROM {bulk.Table} WHERE {bulk.Match(Number)}",
            _ => $"INSERT INTO {bulk.Table} ({bulk.Names}) VALUES "
                + $"({string.Join(", ", bulk.Columns.Select(column => Number(column.Name)))}){bulk.OnConflict}",
        };

        string Number(string name) => $"?{1 + Array.FindIndex(bulk.Columns, column => column.Name == name)}";
    }
}

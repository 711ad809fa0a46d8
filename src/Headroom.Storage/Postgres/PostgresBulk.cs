using Headroom.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Headroom.Storage.Postgres;

/// <summary>
/// Writes rows as one array a column in one statement: one way to the server and back for any number.
/// </summary>
internal static class PostgresBulk
{
    // A statement of a few megabytes is as fast as a larger one and needs less memory on both sides.
    private const int RowsMax = 10_000;

    public static void Write(NpgsqlConnection connection, NpgsqlTransaction transaction, RowSet rows)
    {
        for (var first = 0; first < rows.Count; first += RowsMax)
            Write(connection, transaction, rows, first, Math.Min(rows.Count - first, RowsMax));
    }

    private static void Write(
        NpgsqlConnection connection, NpgsqlTransaction transaction, RowSet rows, int first, int count)
    {
        using var command = new NpgsqlCommand(Statement(rows.Bulk), connection, transaction);
        for (var column = 0; column < rows.Bulk.Columns.Length; column++)
            command.Parameters.Add(Column(rows, column, first, count));

        command.ExecuteNonQuery();
    }

    private static NpgsqlParameter Column(RowSet rows, int column, int first, int count) =>
        rows.Bulk.Columns[column].Type switch
        {
            ColumnType.Number => new NpgsqlParameter<long?[]>
            {
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint,
                TypedValue = Items(rows, column, first, count, value => value.IsNull ? (long?)null : value.Number),
            },
            ColumnType.Text => new NpgsqlParameter<string?[]>
            {
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
                TypedValue = Items(rows, column, first, count, value => value.Text),
            },
            _ => new NpgsqlParameter<byte[]?[]>
            {
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
                TypedValue = Items(rows, column, first, count, value => value.Bytes),
            },
        };

    private static T[] Items<T>(RowSet rows, int column, int first, int count, Func<Value, T> item)
    {
        var items = new T[count];
        for (var row = 0; row < count; row++) items[row] = item(rows[first + row, column]);
        return items;
    }

    private static string Statement(Bulk bulk)
    {
        var arrays = bulk.Columns.Select((column, index) => $"${index + 1}::{TypeOf(column.Type)}[]");
        var source = $"unnest({string.Join(", ", arrays)})";
        var named = $"{source} AS n({bulk.Names})";
        return bulk.Kind switch
        {
            BulkKind.Update => $"UPDATE {bulk.Table} SET {bulk.Assignments(name => $"n.{name}")} FROM {named} "
                + $"WHERE {bulk.Match(name => $"n.{name}")}",
            BulkKind.Delete => $"DELETE FROM {bulk.Table} USING {named} WHERE {bulk.Match(name => $"n.{name}")}",
            _ => $"INSERT INTO {bulk.Table} ({bulk.Names}) SELECT * FROM {source}{bulk.OnConflict}",
        };
    }

    private static string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Number => "bigint",
        ColumnType.Text => "text",
        _ => "bytea",
    };
}

using System.Data.Common;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Keeping;

/// <summary>Copies all tables from one database to another of the same schema, whatever each is.</summary>
internal static class TableCopy
{
    private const int ChunkRows = 5_000;

    // Made by migrations, with a row of its own in the target: everything else is copied.
    private const string Versions = "schema_version";

    /// <summary>Copies everything; the source has to stand still in its transaction.</summary>
    public static void Run(
        Database source,
        DbConnection from,
        DbTransaction reading,
        Database target,
        DbConnection to,
        DbTransaction writing)
    {
        var tables = source.Tables(from, reading).Where(table => table != Versions);
        foreach (var table in tables.Order(StringComparer.Ordinal))
        {
            to.Run(writing, $"DELETE FROM {table}");
            var bulk = new Bulk(BulkKind.Insert, table, 0, source.Columns(from, reading, table));
            Copy(from, reading, bulk, target, to, writing);
        }

        // Whoever led the source does not lead the target; the epoch stays, so that it is fenced here as well.
        to.Run(writing, "UPDATE leader SET holder = '', until = 0");
    }

    private static void Copy(
        DbConnection from, DbTransaction reading, Bulk bulk, Database target, DbConnection to, DbTransaction writing)
    {
        using var command = from.Command(reading, $"SELECT {bulk.Names} FROM {bulk.Table}");
        using var reader = command.ExecuteReader();
        var (rows, values) = (new RowSet(bulk), new Value[bulk.Columns.Length]);
        while (reader.Read())
        {
            for (var column = 0; column < values.Length; column++)
                values[column] = Read(reader, column, bulk.Columns[column].Type);

            rows.Add(values);
            if (rows.Count < ChunkRows) continue;

            target.Write(to, writing, rows);
            rows = new RowSet(bulk);
        }

        target.Write(to, writing, rows);
    }

    private static Value Read(DbDataReader reader, int column, ColumnType type)
    {
        if (reader.IsDBNull(column)) return default;

        return type switch
        {
            ColumnType.Number => reader.GetInt64(column),
            ColumnType.Text => reader.GetString(column),
            _ => reader.Bytes(column),
        };
    }
}

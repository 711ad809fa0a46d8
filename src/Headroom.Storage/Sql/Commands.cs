using System.Data.Common;

namespace Headroom.Storage.Sql;

/// <summary>Short ways to run a statement that both databases understand.</summary>
internal static class Commands
{
    /// <summary>A statement with its parameters, written <c>@name</c>.</summary>
    public static DbCommand Command(
        this DbConnection connection,
        DbTransaction? transaction,
        string sql,
        params ReadOnlySpan<(string Name, Value Value)> parameters)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value.Boxed);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public static int Run(
        this DbConnection connection,
        DbTransaction? transaction,
        string sql,
        params ReadOnlySpan<(string Name, Value Value)> parameters)
    {
        using var command = connection.Command(transaction, sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>All rows of a query.</summary>
    public static List<T> Select<T>(
        this DbConnection connection,
        DbTransaction? transaction,
        string sql,
        Func<DbDataReader, T> row,
        params ReadOnlySpan<(string Name, Value Value)> parameters)
    {
        using var command = connection.Command(transaction, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    /// <summary>Shows all rows of a query on a pooled connection, one after the other.</summary>
    public static async Task VisitAsync(
        this Database database,
        string sql,
        Action<DbDataReader> visit,
        (string Name, Value Value)[] parameters,
        CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.OpenReaderAsync(cancellation);
            await using var command = connection.Command(null, sql, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) visit(reader);
        }
        catch (DbException fault)
        {
            throw database.Named(fault);
        }
    }

    /// <summary>A number that may be missing.</summary>
    public static long? Number(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt64(column);

    /// <summary>A text that may be missing.</summary>
    public static string? Text(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Bytes.</summary>
    public static byte[] Bytes(this DbDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);
}

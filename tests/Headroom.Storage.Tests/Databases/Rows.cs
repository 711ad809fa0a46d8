using System.Data.Common;
using System.Globalization;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Tests.Databases;

/// <summary>Rows as text.</summary>
internal static class Rows
{
    /// <summary>
    /// Rows joined by <paramref name="separator"/>, their values by spaces; nothing for a missing one.
    /// </summary>
    public static string Of(TestStore store, string sql, string separator = "|")
    {
        using var connection = store.Store.Database.OpenWriter(create: false);
        return string.Join(separator, connection.Select(null, sql, Text));
    }

    private static string Text(DbDataReader row) => string.Join(' ', Enumerable.Range(0, row.FieldCount)
        .Select(column => row.IsDBNull(column) ? "" : Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture)));
}

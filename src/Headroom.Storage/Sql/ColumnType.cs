namespace Headroom.Storage.Sql;

/// <summary>
/// What a column holds. Three kinds do for both databases: times are milliseconds, enumerations numbers.
/// </summary>
internal enum ColumnType
{
    /// <summary>A whole number of 64 bits.</summary>
    Number,

    /// <summary>Text without the character 0.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,
}

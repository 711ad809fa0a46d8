namespace Headroom.Storage.Sql;

/// <summary>What is done with many rows of one table.</summary>
internal enum BulkKind
{
    /// <summary>They are new.</summary>
    Insert,

    /// <summary>They are new, or there are such already, and these stay as they are.</summary>
    InsertIfAbsent,

    /// <summary>They are new, or take the place of what is there.</summary>
    Upsert,

    /// <summary>Their last column is added to what is there.</summary>
    Add,

    /// <summary>They are there and change.</summary>
    Update,

    /// <summary>They are there and go; only their keys are given.</summary>
    Delete,
}

/// <summary>One kind of change to one table, from which each database makes its own statement.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Table">Name of the table.</param>
/// <param name="KeyCount">The first columns that name a row; 0 where the statement does not need them.</param>
/// <param name="Columns">Columns in the order of the values of a row, the key first.</param>
internal sealed record Bulk(
    BulkKind Kind, string Table, int KeyCount, params (string Name, ColumnType Type)[] Columns)
{
    private IEnumerable<string> Keys => Columns.Take(KeyCount).Select(column => column.Name);

    private IEnumerable<string> Rest => Columns.Skip(KeyCount).Select(column => column.Name);

    /// <summary>Names of all columns, as they stand in a statement.</summary>
    public string Names => string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>The end of an insertion: what happens to a row that is there already.</summary>
    public string OnConflict => Kind switch
    {
        BulkKind.InsertIfAbsent => " ON CONFLICT DO NOTHING",
        BulkKind.Upsert => $" ON CONFLICT ({string.Join(", ", Keys)}) DO UPDATE SET "
            + string.Join(", ", Rest.Select(name => $"{name} = excluded.{name}")),
        BulkKind.Add => $" ON CONFLICT ({string.Join(", ", Keys)}) DO UPDATE SET "
            + string.Join(", ", Rest.Select(name => $"{name} = {Table}.{name} + excluded.{name}")),
        _ => "",
    };

    /// <summary>Assignments of an update, each from what <paramref name="source"/> calls the column.</summary>
    public string Assignments(Func<string, string> source) =>
        string.Join(", ", Rest.Select(name => $"{name} = {source(name)}"));

    /// <summary>The condition that a row is the named one.</summary>
    public string Match(Func<string, string> source) =>
        string.Join(" AND ", Keys.Select(name => $"{Table}.{name} = {source(name)}"));
}

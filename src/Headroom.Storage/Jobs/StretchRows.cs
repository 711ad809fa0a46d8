using System.Data.Common;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Jobs;

/// <summary>Stretches in the database.</summary>
internal static class StretchRows
{
    public const string Columns = "job, attempt, stretch, tenant, queue, resource, milli, nodes, began, ended, region";

    /// <summary>Those that have not ended.</summary>
    public const string Open = $"SELECT {Columns} FROM run_stretch WHERE ended IS NULL ORDER BY job";

    public static readonly Bulk Insert = new(
        BulkKind.Insert,
        "run_stretch",
        3,
        ("job", ColumnType.Number),
        ("attempt", ColumnType.Number),
        ("stretch", ColumnType.Number),
        ("tenant", ColumnType.Text),
        ("queue", ColumnType.Text),
        ("resource", ColumnType.Text),
        ("milli", ColumnType.Number),
        ("nodes", ColumnType.Text),
        ("began", ColumnType.Number),
        ("ended", ColumnType.Number),
        ("region", ColumnType.Text));

    public static readonly Bulk Close = new(
        BulkKind.Update,
        "run_stretch",
        3,
        ("job", ColumnType.Number),
        ("attempt", ColumnType.Number),
        ("stretch", ColumnType.Number),
        ("ended", ColumnType.Number));

    public static readonly Bulk Remove = new(
        BulkKind.Delete,
        "run_stretch",
        3,
        ("job", ColumnType.Number),
        ("attempt", ColumnType.Number),
        ("stretch", ColumnType.Number));

    public static Stretch Read(DbDataReader row) => new(
        row.GetInt64(0),
        (int)row.GetInt64(1),
        (int)row.GetInt64(2),
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        row.GetInt64(6),
        row.GetString(7),
        row.GetInt64(8),
        row.Number(9),
        row.Text(10));

    public static void Add(RowSet rows, Stretch stretch) => rows.Add(
        stretch.Job,
        stretch.Attempt,
        stretch.Number,
        stretch.Tenant,
        stretch.Queue,
        stretch.Resource,
        stretch.Milli,
        stretch.Nodes,
        stretch.Began,
        stretch.Ended,
        stretch.Region);
}

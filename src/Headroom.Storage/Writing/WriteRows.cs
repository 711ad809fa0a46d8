using Headroom.Storage.Sql;

namespace Headroom.Storage.Writing;

/// <summary>How events and messages are written.</summary>
internal static class WriteRows
{
    public static readonly Bulk Event = new(
        BulkKind.Insert,
        "event",
        1,
        ("seq", ColumnType.Number),
        ("at", ColumnType.Number),
        ("kind", ColumnType.Number),
        ("payload", ColumnType.Bytes));

    public static readonly Bulk Outbox = new(
        BulkKind.InsertIfAbsent,
        "outbox",
        3,
        ("job", ColumnType.Number),
        ("attempt", ColumnType.Number),
        ("kind", ColumnType.Text),
        ("payload", ColumnType.Text),
        ("epoch", ColumnType.Number),
        ("at", ColumnType.Number));

    public static readonly Bulk Acknowledgement = new(
        BulkKind.Update,
        "outbox",
        3,
        ("job", ColumnType.Number),
        ("attempt", ColumnType.Number),
        ("kind", ColumnType.Text),
        ("acknowledged", ColumnType.Number));
}

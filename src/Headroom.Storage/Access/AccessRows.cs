using Headroom.Storage.Sql;

namespace Headroom.Storage.Access;

/// <summary>How tokens, audit, answers and settings are written.</summary>
internal static class AccessRows
{
    public static readonly Bulk Token = new(
        BulkKind.Upsert,
        "token",
        1,
        ("id", ColumnType.Number),
        ("hash", ColumnType.Bytes),
        ("name", ColumnType.Text),
        ("scopes", ColumnType.Text),
        ("role", ColumnType.Text),
        ("tenant", ColumnType.Text),
        ("created", ColumnType.Number),
        ("expires", ColumnType.Number),
        ("revoked", ColumnType.Number));

    public static readonly Bulk Audit = new(
        BulkKind.Insert,
        "audit",
        1,
        ("id", ColumnType.Number),
        ("at", ColumnType.Number),
        ("actor", ColumnType.Text),
        ("action", ColumnType.Text),
        ("subject", ColumnType.Text),
        ("detail", ColumnType.Text));

    public static readonly Bulk Answer = new(
        BulkKind.InsertIfAbsent,
        "idempotency",
        2,
        ("tenant", ColumnType.Text),
        ("key", ColumnType.Text),
        ("digest", ColumnType.Bytes),
        ("status", ColumnType.Number),
        ("answer", ColumnType.Text),
        ("expires", ColumnType.Number));

    public static readonly Bulk Setting = new(
        BulkKind.InsertIfAbsent,
        "setting",
        2,
        ("name", ColumnType.Text),
        ("version", ColumnType.Number),
        ("at", ColumnType.Number),
        ("author", ColumnType.Text),
        ("text", ColumnType.Text));
}

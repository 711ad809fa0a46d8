using Headroom.Storage.Sql;

namespace Headroom.Storage.Jobs;

/// <summary>How jobs are written.</summary>
internal static class JobRows
{
    public static readonly Bulk Insert = new(
        BulkKind.Insert,
        "job",
        1,
        ("id", ColumnType.Number),
        ("tenant", ColumnType.Text),
        ("queue", ColumnType.Text),
        ("cluster", ColumnType.Text),
        ("state", ColumnType.Number),
        ("priority", ColumnType.Number),
        ("gpu_milli", ColumnType.Number),
        ("chip", ColumnType.Text),
        ("submitted", ColumnType.Number),
        ("started", ColumnType.Number),
        ("ended", ColumnType.Number),
        ("reason", ColumnType.Number),
        ("exit", ColumnType.Number),
        ("attempts", ColumnType.Number),
        ("version", ColumnType.Number));

    /// <summary>Without the end, whose indexes would be written anew for nothing.</summary>
    public static readonly Bulk Change = new(
        BulkKind.Update,
        "job",
        1,
        ("id", ColumnType.Number),
        ("state", ColumnType.Number),
        ("cluster", ColumnType.Text),
        ("chip", ColumnType.Text),
        ("started", ColumnType.Number),
        ("reason", ColumnType.Number),
        ("exit", ColumnType.Number),
        ("attempts", ColumnType.Number),
        ("version", ColumnType.Number));

    public static readonly Bulk End = new(
        BulkKind.Update, "job", 1, [.. Change.Columns, ("ended", ColumnType.Number)]);

    /// <summary>A reason alone, which no index knows.</summary>
    public static readonly Bulk Reason = new(
        BulkKind.Update, "job", 1, ("id", ColumnType.Number), ("reason", ColumnType.Number));

    public static readonly Bulk Specification = new(
        BulkKind.Insert,
        "job_spec",
        1,
        ("job", ColumnType.Number),
        ("tenant", ColumnType.Text),
        ("name", ColumnType.Text),
        ("shape", ColumnType.Bytes),
        ("text", ColumnType.Text));

    public static readonly Bulk Transition = new(
        BulkKind.Insert,
        "job_transition",
        2,
        ("job", ColumnType.Number),
        ("version", ColumnType.Number),
        ("at", ColumnType.Number),
        ("state", ColumnType.Number),
        ("detail", ColumnType.Text));

    public static readonly Bulk Attempt = new(
        BulkKind.Upsert,
        "attempt",
        2,
        ("job", ColumnType.Number),
        ("attempt", ColumnType.Number),
        ("at", ColumnType.Number),
        ("state", ColumnType.Number),
        ("external", ColumnType.Text),
        ("exit", ColumnType.Number),
        ("detail", ColumnType.Text),
        ("cpu_ms", ColumnType.Number),
        ("peak_bytes", ColumnType.Number));

    public static readonly Bulk Counter = new(
        BulkKind.Add,
        "counter",
        3,
        ("tenant", ColumnType.Text),
        ("queue", ColumnType.Text),
        ("state", ColumnType.Number),
        ("jobs", ColumnType.Number));
}

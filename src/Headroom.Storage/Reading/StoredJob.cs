using System.Data.Common;
using Headroom.Cluster;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Reading;

/// <summary>A job as lists show it. Times are milliseconds as events count them.</summary>
public sealed record StoredJob
{
    internal const string Columns =
        "job.id, job.tenant, job.queue, job_spec.name, job.cluster, job.state, job.priority, job.gpu_milli, job.chip, "
        + "job.submitted, job.started, job.ended, job.reason, job.exit, job.attempts, job.version";

    /// <summary>Its id.</summary>
    public required JobId Id { get; init; }

    /// <summary>Who is charged.</summary>
    public required string Tenant { get; init; }

    /// <summary>Its queue.</summary>
    public required string Queue { get; init; }

    /// <summary>Name that its user gave it; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>Cluster of its last start; empty before it, or where clusters have no names.</summary>
    public required string Cluster { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>Higher goes first within its queue.</summary>
    public required long Priority { get; init; }

    /// <summary>Accelerators that it asks for, in thousandths.</summary>
    public required long GpuMilli { get; init; }

    /// <summary>Resource of its last start; empty before it.</summary>
    public required string Chip { get; init; }

    /// <summary>When it was submitted.</summary>
    public required long Submitted { get; init; }

    /// <summary>When its last attempt started; null before the first.</summary>
    public required long? Started { get; init; }

    /// <summary>When it ended; null before that.</summary>
    public required long? Ended { get; init; }

    /// <summary>Number of the reason why it waits; 0 for none.</summary>
    public required int Reason { get; init; }

    /// <summary>Exit code; null while it has none.</summary>
    public required int? Exit { get; init; }

    /// <summary>How often it was started.</summary>
    public required int Attempts { get; init; }

    /// <summary>Grows by 1 with every transition, from 1.</summary>
    public required int Version { get; init; }

    internal static StoredJob Read(DbDataReader row) => new()
    {
        Id = new JobId(row.GetInt64(0)),
        Tenant = row.GetString(1),
        Queue = row.GetString(2),
        Name = row.GetString(3),
        Cluster = row.GetString(4),
        State = (JobState)row.GetInt64(5),
        Priority = row.GetInt64(6),
        GpuMilli = row.GetInt64(7),
        Chip = row.GetString(8),
        Submitted = row.GetInt64(9),
        Started = row.Number(10),
        Ended = row.Number(11),
        Reason = (int)row.GetInt64(12),
        Exit = (int?)row.Number(13),
        Attempts = (int)row.GetInt64(14),
        Version = (int)row.GetInt64(15),
    };
}

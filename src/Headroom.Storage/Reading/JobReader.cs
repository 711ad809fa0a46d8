using System.Data.Common;
using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Storage.Events;
using Headroom.Storage.Jobs;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Reading;

/// <summary>One job with all that is stored about it. Thread-safe.</summary>
public sealed class JobReader
{
    private const string ReportColumns =
        "attempt.job, attempt.attempt, attempt.state, attempt.at, attempt.external, attempt.exit, attempt.detail, "
        + "attempt.cpu_ms, attempt.peak_bytes";

    private readonly Database _database;
    private readonly FleetView _fleet;

    internal JobReader(Database database, FleetView fleet) => (_database, _fleet) = (database, fleet);

    /// <summary>The job; null when there is none.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="tenant">Only if it is of this tenant; null for any.</param>
    /// <param name="cancellation">Ends the read.</param>
    public async Task<JobDetails?> FindAsync(JobId id, string? tenant = null, CancellationToken cancellation = default)
    {
        (string Name, Value Value)[] key = [("job", id.Value)];
        var found = await _database.SelectAsync(
            $"SELECT {StoredJob.Columns}, job_spec.shape, job_spec.text "
            + "FROM job JOIN job_spec ON job_spec.job = job.id WHERE job.id = @job",
            row => (Job: StoredJob.Read(row), Shape: ShapeFrom(row.Bytes(16)), Text: row.GetString(17)),
            key,
            cancellation);
        if (found is not [var (job, shape, text)] || (tenant is not null && job.Tenant != tenant)) return null;

        return new JobDetails(
            job,
            shape,
            text,
            await _database.SelectAsync(
                "SELECT version, at, state, detail FROM job_transition WHERE job = @job ORDER BY version",
                row => new JobTransition(
                    (int)row.GetInt64(0), row.GetInt64(1), (JobState)row.GetInt64(2), row.GetString(3)),
                key,
                cancellation),
            await _database.SelectAsync(
                $"SELECT {ReportColumns} FROM attempt WHERE job = @job ORDER BY attempt",
                Report,
                key,
                cancellation),
            await _database.SelectAsync(
                $"SELECT {StretchRows.Columns} FROM run_stretch WHERE job = @job ORDER BY attempt, stretch",
                row => Shown(StretchRows.Read(row)),
                key,
                cancellation));
    }

    /// <summary>The submission of a job as JSON; null when there is no such job.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Ends the read.</param>
    public async Task<string?> TextAsync(JobId id, CancellationToken cancellation = default)
    {
        var found = await _database.SelectAsync(
            "SELECT text FROM job_spec WHERE job = @job", row => row.GetString(0), [("job", id.Value)], cancellation);
        return found is [var text] ? text : null;
    }

    /// <summary>Attempts that their engines have not said to have ended, by job.</summary>
    public async Task<IReadOnlyList<AttemptReport>> OpenAttemptsAsync(CancellationToken cancellation = default) =>
        await _database.SelectAsync(
            $"SELECT {ReportColumns} "
            + "FROM job JOIN attempt ON attempt.job = job.id AND attempt.attempt = job.attempts "
            + "WHERE job.ended IS NULL AND attempt.state <> @ended ORDER BY attempt.job",
            Report,
            [("ended", (long)AttemptState.Ended)],
            cancellation);

    private static JobShape ShapeFrom(byte[] bytes)
    {
        var reader = new ByteReader(bytes);
        return JobCodec.ReadShape(ref reader);
    }

    private static AttemptReport Report(DbDataReader row) => new(
        new RunId(new JobId(row.GetInt64(0)), (int)row.GetInt64(1)),
        (AttemptState)row.GetInt64(2),
        row.GetInt64(3),
        row.GetString(4),
        (int?)row.Number(5),
        row.GetString(6))
    {
        CpuMilliseconds = row.Number(7),
        PeakBytes = row.Number(8),
    };

    private JobStretch Shown(Stretch stretch) => new(
        new RunId(new JobId(stretch.Job), stretch.Attempt),
        stretch.Number,
        stretch.Resource,
        stretch.Milli,
        stretch.Nodes,
        stretch.Began,
        stretch.Ended,
        _fleet.RegionOf(stretch));
}

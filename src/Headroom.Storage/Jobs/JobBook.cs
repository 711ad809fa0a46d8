using System.Data.Common;
using Headroom.Cluster.Jobs;
using Headroom.Storage.Events;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Jobs;

/// <summary>
/// The jobs that have not ended, as they are stored: from it the writer knows what an event changes without asking the
/// database. Belongs to the writer's thread.
/// </summary>
internal sealed class JobBook
{
    private readonly Dictionary<long, LiveJob> _live = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<JobShape, JobShape> _shapes = [];

    /// <summary>Highest id of a job; -1 before the first.</summary>
    public long LastJob { get; private set; } = -1;

    public LiveJob? Find(long id) => _live.GetValueOrDefault(id);

    /// <summary>What is stored.</summary>
    public static JobBook Load(DbConnection connection, DbTransaction? transaction)
    {
        var book = new JobBook();
        foreach (var job in connection.Select(
            transaction,
            "SELECT id, tenant, queue, state, cluster, chip, started, reason, exit, attempts, version "
            + "FROM job WHERE ended IS NULL ORDER BY id",
            book.Read))
        {
            book._live.Add(job.Id, job);
        }

        foreach (var stretch in connection.Select(transaction, StretchRows.Open, StretchRows.Read))
        {
            var job = book._live[stretch.Job];
            (job.Open, job.Stretches) = (stretch, stretch.Number);
        }

        book.LastJob = connection.Select(transaction, "SELECT max(id) FROM job", row => row.Number(0) ?? -1)[0];
        return book;
    }

    /// <summary>One object for equal names and for equal shapes: a million jobs have few of them.</summary>
    public (string Tenant, string Queue, JobShape Shape) Shared(string tenant, string queue, JobShape shape)
    {
        if (!_shapes.TryGetValue(shape, out var known)) _shapes.Add(shape, known = shape);
        return (Shared(tenant), Shared(queue), known);
    }

    /// <summary>Shape of a job; read from the database where it was stored before this start.</summary>
    public JobShape ShapeOf(LiveJob job, DbConnection connection, DbTransaction transaction)
    {
        if (job.Shape is { } known) return known;

        var bytes = connection.Select(
            transaction, "SELECT shape FROM job_spec WHERE job = @job", row => row.Bytes(0), ("job", job.Id))[0];
        var reader = new ByteReader(bytes);
        return job.Shape = Shared("", "", JobCodec.ReadShape(ref reader)).Shape;
    }

    /// <summary>Takes over what was committed.</summary>
    public void Settle(IEnumerable<LiveJob> changed)
    {
        foreach (var job in changed)
        {
            if (job.Ended is null) _live[job.Id] = job;
            else _live.Remove(job.Id);
            LastJob = Math.Max(LastJob, job.Id);
        }
    }

    private LiveJob Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Tenant = Shared(row.GetString(1)),
        Queue = Shared(row.GetString(2)),
        State = (JobState)row.GetInt64(3),
        Cluster = Shared(row.GetString(4)),
        Chip = Shared(row.GetString(5)),
        Started = row.Number(6),
        Reason = row.GetInt64(7),
        Exit = row.Number(8),
        Attempts = (int)row.GetInt64(9),
        Version = (int)row.GetInt64(10),
    };

    private string Shared(string name)
    {
        if (!_names.TryGetValue(name, out var known)) _names.Add(name, known = name);
        return known;
    }
}

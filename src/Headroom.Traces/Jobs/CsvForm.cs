using Headroom.Cluster;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Jobs;

/// <summary>
/// Headroom's own form, in seconds with up to three decimals. <see cref="JobHistoryWriter"/> writes it.
/// </summary>
internal sealed class CsvForm(Header header) : IJobForm
{
    // The writer leaves the last columns out where no job has anything in them.
    public static readonly TableForm Form = new(
        "csv", ',',
        ["id", "submit_s", "runtime_s", "gpus", "user", "tenant", "name", "limit_s", "start_s", "pool", "chip"])
    {
        IsQuoted = true,
    };

    private readonly Column _id = header.Required("id");
    private readonly Column _submitted = header.Required("submit_s");
    private readonly Column _runtime = header.Required("runtime_s");
    private readonly Column _gpus = header.Required("gpus");
    private readonly Column _user = header.Optional("user");
    private readonly Column _tenant = header.Optional("tenant");
    private readonly Column _name = header.Optional("name");
    private readonly Column _limit = header.Optional("limit_s");
    private readonly Column _started = header.Optional("start_s");
    private readonly Column _pool = header.Optional("pool");
    private readonly Column _chip = header.Optional("chip");
    private readonly NameRegister _ids = new();
    private readonly TextPool _texts = new();

    public JobLine Read(ref TableRow row, long line) => new(new RecordedJob
    {
        SubmittedMilliseconds = row.Milliseconds(_submitted, JobBounds.Second, JobBounds.MillisecondsMax),
        RuntimeMilliseconds = row.Milliseconds(_runtime, JobBounds.Second, JobBounds.MillisecondsMax),
        GpuCount = (int)row.Whole(_gpus, JobBounds.GpuCountMax),
        User = _texts.Get(row.Label(_user, JobBounds.TextLengthMax)),
        Tenant = _texts.Get(row.Label(_tenant, JobBounds.TextLengthMax)),
        Name = _texts.Get(row.Label(_name, JobBounds.TextLengthMax)),
        Pool = _texts.Get(row.Label(_pool, JobBounds.TextLengthMax)),
        Chip = _texts.Get(row.Label(_chip, JobBounds.TextLengthMax)),
        TimeLimitMilliseconds = Limit(ref row),
        StartedMilliseconds = Started(ref row),
        Id = _ids.Take(ref row, _id, line),
    });

    private long? Started(ref TableRow row) => row.Text(_started).IsWhiteSpace()
        ? null
        : row.Milliseconds(_started, JobBounds.Second, JobBounds.MillisecondsMax);

    private long? Limit(ref TableRow row)
    {
        if (row.Text(_limit).IsWhiteSpace()) return null;

        var limit = row.Milliseconds(_limit, JobBounds.Second, JobBounds.MillisecondsMax);
        if (limit == 0) row.Fail($"{_limit.Name} is 0", "leave it empty where there is no limit");

        return limit;
    }
}

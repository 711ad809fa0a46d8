using Headroom.Cluster;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Jobs;

/// <summary>
/// Traces of the Chronus artifact (SoCC'21), in minutes and in no order of time. The column <c>iterations</c> was drawn
/// apart from <c>duration</c> (jobs of one model differ ten-thousandfold in iterations a minute), so no training loop
/// is told.
/// </summary>
internal sealed class ChronusForm(Header header) : IJobForm
{
    public static readonly TableForm Form = new("chronus", ',',
    [
        "job_id", "user", "num_gpu", "submit_time", "iterations", "model_name", "duration", "interval",
        "expect_time_list", "expect_value_list", "best_effort", "job_type",
    ]);

    private readonly Column _id = header.Required("job_id");
    private readonly Column _virtualCluster = header.Required("user");
    private readonly Column _gpus = header.Required("num_gpu");
    private readonly Column _submitted = header.Required("submit_time");
    private readonly Column _model = header.Required("model_name");
    private readonly Column _duration = header.Required("duration");
    private readonly NameRegister _ids = new();
    private readonly TextPool _texts = new();

    public JobLine Read(ref TableRow row, long line)
    {
        var virtualCluster = _texts.Get(row.Label(_virtualCluster, JobBounds.TextLengthMax));

        return new JobLine(new RecordedJob
        {
            User = virtualCluster,
            Tenant = virtualCluster,
            Name = _texts.Get(row.Label(_model, JobBounds.TextLengthMax)),
            GpuCount = (int)row.Whole(_gpus, JobBounds.GpuCountMax),
            SubmittedMilliseconds = row.Milliseconds(_submitted, JobBounds.Minute, JobBounds.MillisecondsMax),
            RuntimeMilliseconds = row.Milliseconds(_duration, JobBounds.Minute, JobBounds.MillisecondsMax),
            Id = _ids.Take(ref row, _id, line),
        });
    }
}

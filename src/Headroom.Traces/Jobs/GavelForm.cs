using System.Globalization;
using Headroom.Cluster;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Jobs;

/// <summary>
/// Tidy table of the Philly jobs in the Gavel artifact (OSDI'20), in seconds. Jobs have no names there: the id is the
/// number of the line below the header, from 1. The duration is blank for a kind of job whose speed the artifact does
/// not tell.
/// </summary>
internal sealed class GavelForm(Header header) : IJobForm
{
    public static readonly TableForm Form =
        new("gavel", ',', ["vc", "arrival_s", "num_gpu", "job_type", "total_steps", "duration_s_on_v100"]);

    private readonly Column _virtualCluster = header.Required("vc");
    private readonly Column _submitted = header.Required("arrival_s");
    private readonly Column _gpus = header.Required("num_gpu");
    private readonly Column _type = header.Required("job_type");
    private readonly Column _duration = header.Required("duration_s_on_v100");
    private readonly TextPool _texts = new();

    public JobLine Read(ref TableRow row, long line) => new(new RecordedJob
    {
        Id = (line - 1).ToString(CultureInfo.InvariantCulture),
        Tenant = _texts.Get(row.Label(_virtualCluster, JobBounds.TextLengthMax)),
        Name = _texts.Get(row.Label(_type, JobBounds.TextLengthMax)),
        GpuCount = (int)row.Whole(_gpus, JobBounds.GpuCountMax),
        SubmittedMilliseconds = row.Milliseconds(_submitted, JobBounds.Second, JobBounds.MillisecondsMax),
        RuntimeMilliseconds = row.Milliseconds(_duration, JobBounds.Second, JobBounds.MillisecondsMax),
    });
}

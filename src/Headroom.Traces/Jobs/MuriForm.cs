using Headroom.Cluster;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Jobs;

/// <summary>
/// Traces of the Muri artifact (SIGCOMM'22), in milliseconds. The runtime is iterations times iteration time, as the
/// artifact's simulator has it; the column <c>duration</c> is that of the machines the trace was cut from and is not
/// used.
/// </summary>
internal sealed class MuriForm(Header header) : IJobForm
{
    public static readonly TableForm Form = new("muri", ',',
    [
        "job_id", "num_gpu", "submit_time", "iterations", "model_name", "batch_size", "duration", "interval",
        "iteration_time", "resource_time_0", "resource_time_1", "resource_time_2", "priority",
    ]);

    private readonly Column _id = header.Required("job_id");
    private readonly Column _gpus = header.Required("num_gpu");
    private readonly Column _submitted = header.Required("submit_time");
    private readonly Column _iterations = header.Required("iterations");
    private readonly Column _model = header.Required("model_name");
    private readonly Column _iterationTime = header.Required("iteration_time");
    private readonly NameRegister _ids = new();
    private readonly TextPool _texts = new();

    public JobLine Read(ref TableRow row, long line)
    {
        var gpus = (int)row.Whole(_gpus, JobBounds.GpuCountMax);
        var submitted = row.Milliseconds(_submitted, 1, JobBounds.MillisecondsMax);
        var loop = new TrainingLoop(
            row.Whole(_iterations, JobBounds.IterationsMax, 1),
            row.Number(_iterationTime, JobBounds.MillisecondsMax),
            _texts.Get(row.Label(_model, JobBounds.TextLengthMax)));
        var runtime = Runtime(ref row, loop);

        return new JobLine(new RecordedJob
        {
            Id = _ids.Take(ref row, _id, line),
            Name = loop.ModelName,
            GpuCount = gpus,
            SubmittedMilliseconds = submitted,
            RuntimeMilliseconds = runtime,
            Training = loop,
        });
    }

    private long Runtime(ref TableRow row, TrainingLoop loop)
    {
        if (loop.IterationMilliseconds == 0)
            row.Fail($"{_iterationTime.Name} is 0", "write the milliseconds of one iteration");

        var runtime = loop.Iterations * loop.IterationMilliseconds;
        if (runtime > JobBounds.MillisecondsMax)
            row.Fail("iterations times iteration_time is beyond 100 years", "check both");

        return (long)Math.Round(Math.Min(runtime, JobBounds.MillisecondsMax));
    }
}

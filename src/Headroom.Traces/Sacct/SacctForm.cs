using Headroom.Cluster;
using Headroom.Traces.Jobs;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Sacct;

/// <summary>
/// Output of <c>sacct --parsable2</c> with its header, columns in any order. One line is one attempt of one job: a
/// requeued job listed by <c>--duplicates</c> has several, with the ids <c>123</c>, <c>123#2</c> and so on.
/// </summary>
internal sealed class SacctForm : IJobForm
{
    public static readonly TableForm Form = new("sacct", '|', SacctColumns.Known)
    {
        FreeText = SacctColumns.FreeText,
        MayEndWithSeparator = true,
        NameComparer = StringComparer.OrdinalIgnoreCase,
        UnknownColumnRemedy =
            "export with 'sacct --parsable2' and its header line, whose fields 'sacct --helpformat' lists",
    };

    private readonly Column _id;
    private readonly Column _submitted;
    private readonly Column _state;
    private readonly Column _started;
    private readonly Column _user;
    private readonly Column _account;
    private readonly Column _name;
    private readonly Column _partition;
    private readonly Column _ended;
    private readonly SacctRuntime _runtime;
    private readonly SacctTimeLimit _limit;
    private readonly SacctGpus _gpus;
    private readonly SacctAttempts _attempts = new();
    private readonly TextPool _texts = new();

    public SacctForm(Header header)
    {
        _id = header.Required("JobID");
        _submitted = header.Required("Submit");
        _state = header.Required("State");
        _started = header.Optional("Start");
        _user = header.Optional("User");
        _account = header.Optional("Account");
        _name = header.Optional("JobName");
        _partition = header.Optional("Partition");
        _ended = header.Optional("End");
        _runtime = new SacctRuntime(header);
        _limit = new SacctTimeLimit(header);
        _gpus = new SacctGpus(header);
    }

    public bool IsDated => true;

    public JobLine Read(ref TableRow row, long line)
    {
        var id = row.Text(_id);
        if (SacctId.IsStep(id)) return JobLine.Step;
        if (!SacctId.IsJob(id))
            row.Fail($"JobID {Fault.Quote(id)} is no job", "write it as sacct prints it, such as 123 or 123_7");

        var state = State(ref row);
        if (state == SacctState.Pending) return NeverStarted(ref row, isPending: true, "it is pending");

        var started = Started(ref row);
        if (_started.IsPresent && started is null)
            return NeverStarted(ref row, isPending: false, "it has no start");

        var runtime = _runtime.Read(ref row, started);
        if (state == SacctState.Withdrawn && runtime == 0)
            return NeverStarted(ref row, isPending: false, "it was withdrawn before");

        return new JobLine(Job(ref row, runtime, started));
    }

    private RecordedJob Job(ref TableRow row, long runtime, long? started)
    {
        var submitted = Submitted(ref row);

        return new RecordedJob
        {
            SubmittedMilliseconds = submitted,
            RuntimeMilliseconds = runtime,
            StartedMilliseconds = started,
            GpuCount = _gpus.Read(ref row),
            User = _texts.Get(row.Label(_user, JobBounds.TextLengthMax)),
            Tenant = _texts.Get(row.Label(_account, JobBounds.TextLengthMax)),
            Name = _texts.Get(row.Label(_name, JobBounds.TextLengthMax)),
            Pool = _texts.Get(row.Label(_partition, JobBounds.TextLengthMax)),
            Chip = _gpus.ReadKind(ref row, _texts),
            TimeLimitMilliseconds = _limit.Read(ref row),
            Id = _attempts.Take(ref row, row.Text(_id), submitted, started ?? runtime),
        };
    }

    private SacctState State(ref TableRow row)
    {
        var text = row.Text(_state);
        var state = SacctStates.Of(text);
        if (state == SacctState.Unknown)
        {
            row.Fail(
                $"State {Fault.Quote(text)} is no state of Slurm",
                "write it as sacct prints it, such as COMPLETED");
        }

        return state;
    }

    private long Submitted(ref TableRow row)
    {
        var text = row.Text(_submitted);
        if (!SacctTime.TryDate(text, out var submitted))
            row.Fail($"Submit {Fault.Quote(text)} is no date", SacctTime.DateRemedy);

        return submitted;
    }

    private long? Started(ref TableRow row)
    {
        var text = row.Text(_started);
        if (SacctTime.IsUnknown(text)) return null;
        if (!SacctTime.TryDate(text, out var started))
            row.Fail($"Start {Fault.Quote(text)} is no date", SacctTime.DateRemedy);

        return started;
    }

    // Of a job that gave up, the end says when, and where that is missing the start, which sacct sets then; without
    // either it is taken for gone at once.
    private JobLine NeverStarted(ref TableRow row, bool isPending, string why)
    {
        var left = new JobLine(null, $"the job never started ({why}); no remedy is needed");
        if (!SacctTime.TryDate(row.Text(_submitted), out var submitted)) return left;

        if (!SacctTime.TryDate(row.Text(_ended), out var ended) && !SacctTime.TryDate(row.Text(_started), out ended))
            ended = submitted;

        var gpus = Math.Min(_gpus.ReadOrZero(ref row) * SacctId.TaskCountOf(row.Text(_id)), JobBounds.GpuCountMax);
        return left with
        {
            Unstarted = new UnstartedJob((int)gpus, submitted, isPending ? null : Math.Max(submitted, ended))
            {
                Tenant = _texts.Get(row.Label(_account, JobBounds.TextLengthMax)),
                Pool = _texts.Get(row.Label(_partition, JobBounds.TextLengthMax)),
                Chip = _gpus.ReadKind(ref row, _texts),
            },
        };
    }
}

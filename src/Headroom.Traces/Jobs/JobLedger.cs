using Headroom.Cluster;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Jobs;

/// <summary>Adds up what the lines of a history say, and gives up on a file that is not of its format.</summary>
internal sealed class JobLedger(Table table, bool isStrict, int jobCountMax = JobBounds.JobCountMax)
{
    /// <summary>Skipped lines that are remembered one by one; further ones are only counted.</summary>
    public const int SkippedListMax = 1000;

    // A few bad lines are normal whatever their share; a file of another form is bad throughout.
    private const int ToleratedFaults = 100;

    private readonly List<RecordedJob> _jobs = [];
    private readonly List<UnstartedJob> _unstarted = [];
    private readonly List<SkippedLine> _skipped = [];
    private long _lines;
    private long _skippedCount;
    private long _faults;
    private long _steps;
    private SkippedLine? _firstFault;

    /// <summary>Enters the current line of the table.</summary>
    /// <exception cref="TraceFormatException">
    /// The line is at fault and every line counts, too many lines are at fault, or there are too many jobs.
    /// </exception>
    public void Enter(Fault? fault, JobLine line)
    {
        _lines++;
        if (fault is { } known)
            EnterFault(known);
        else if (line.Job is { } job)
            EnterJob(job);
        else if (line.LeftOut is { } reason)
            EnterUnstarted(line.Unstarted, reason);
        else
            _steps++;
    }

    /// <summary>What was entered.</summary>
    /// <exception cref="TraceFormatException">There is no job in it.</exception>
    public JobHistory Close(string name, bool isDated)
    {
        if (_jobs.Count == 0) throw table.RefusedWhole(WhyEmpty());
        if (isDated) StartAtZero();

        return new JobHistory(name, _jobs, _skipped)
        {
            Unstarted = _unstarted,
            SkippedCount = _skippedCount,
            StepCount = _steps,
        };
    }

    private void EnterFault(Fault fault)
    {
        if (isStrict) throw table.Refused(fault);

        _firstFault ??= new SkippedLine(table.Line, fault.ToString());
        Skip(fault.ToString());
        _faults++;
        if (_faults > ToleratedFaults && 2 * _faults > _lines)
        {
            throw table.Refused(new(
                $"{_faults} of the first {_lines} lines are at fault, "
                    + $"the first on line {_firstFault.Line} ({_firstFault.Reason})",
                "check that the file is of the named format"));
        }
    }

    private void EnterJob(RecordedJob job)
    {
        if (_jobs.Count == jobCountMax)
            throw table.Refused(new($"there are more than {jobCountMax} jobs", "split the history into several files"));

        _jobs.Add(job);
    }

    private void EnterUnstarted(UnstartedJob? job, string reason)
    {
        if (job is null || _unstarted.Count == jobCountMax)
        {
            Skip(reason);
            return;
        }

        _unstarted.Add(job);
        Skip(reason, isUnstarted: true);
    }

    private void Skip(string reason, bool isUnstarted = false)
    {
        _skippedCount++;
        if (_skipped.Count == SkippedListMax) return;

        _skipped.Add(new SkippedLine(table.Line, reason) { IsUnstarted = isUnstarted });
    }

    private Fault WhyEmpty() => _skipped is [var first, ..]
        ? new(
            $"no line holds a job that can be replayed; line {first.Line} is skipped because {first.Reason}",
            "name a history with jobs that ran")
        : new("there are no jobs below the header", "name a history with jobs that ran");

    private void StartAtZero()
    {
        var zero = _jobs.Min(job => job.SubmittedMilliseconds);
        for (var i = 0; i < _jobs.Count; i++)
        {
            _jobs[i] = _jobs[i] with
            {
                SubmittedMilliseconds = _jobs[i].SubmittedMilliseconds - zero,
                StartedMilliseconds = Start(_jobs[i], zero),
            };
        }

        // What was submitted before the first job that ran waits from the history's zero on.
        for (var i = 0; i < _unstarted.Count; i++)
        {
            _unstarted[i] = _unstarted[i] with
            {
                SubmittedMilliseconds = Math.Max(0, _unstarted[i].SubmittedMilliseconds - zero),
                LeftMilliseconds = _unstarted[i].LeftMilliseconds is { } left ? Math.Max(0, left - zero) : null,
            };
        }
    }

    // A start before its own submission is no start that anything can be counted by.
    private static long? Start(RecordedJob job, long zero) =>
        job.StartedMilliseconds is { } started && started >= job.SubmittedMilliseconds
            && started - zero <= JobBounds.MillisecondsMax
            ? started - zero
            : null;
}

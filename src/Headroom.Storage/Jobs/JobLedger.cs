using System.Data.Common;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Storage.Events;
using Headroom.Storage.Faults;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Jobs;

/// <summary>
/// What the events of one transaction change in jobs, attempts, stretches and counters: each row is written once,
/// however often it changes within. Nothing reaches the book before the transaction is committed.
/// </summary>
internal sealed class JobLedger(JobBook book, FleetView fleet, DbConnection connection, DbTransaction transaction)
{
    private readonly ByteWriter _bytes = new();
    private readonly Dictionary<long, LiveJob> _changed = [];
    private readonly Dictionary<long, (Job Job, long At)> _added = [];
    private readonly HashSet<long> _onlyReason = [];
    private readonly Dictionary<(long, int, int), Stretch> _opened = [];
    private readonly List<Stretch> _closed = [];
    private readonly Dictionary<RunId, AttemptReport> _attempts = [];
    private readonly SortedDictionary<(string, string, JobState), long> _counts = new(CounterOrder.Instance);
    private readonly RowSet _specifications = new(JobRows.Specification);
    private readonly RowSet _transitions = new(JobRows.Transition);
    private long _lastJob = book.LastJob;

    /// <summary>What an engine says; staged before the events of its batch, which may end the job.</summary>
    public void Add(AttemptReport report)
    {
        _attempts[report.Run] = report;
        if (report.Exit is { } exit && Find(report.Run.Job.Value) is not null)
            Touch(report.Run.Job, isReason: false).Exit = exit;
    }

    /// <summary>Why a job waits; nothing when it has ended or its reason is known.</summary>
    public void Add(JobVerdict verdict)
    {
        if (Find(verdict.Job.Value) is not { } job || job.Reason == verdict.Reason) return;

        Touch(verdict.Job, isReason: true).Reason = verdict.Reason;
    }

    /// <summary>What happened.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="submission">For a submission: what it says besides.</param>
    public void Add(ClusterEvent happened, JobSubmission? submission)
    {
        switch (happened)
        {
            case JobSubmitted submitted: Submit(submitted, submission); break;
            case JobHeld { Id: var id }: Go(id, happened.At, JobState.Held, from: JobState.Waiting); break;
            case JobReleased { Id: var id }: Go(id, happened.At, JobState.Waiting, from: JobState.Held); break;
            case JobCancelled { Id: var id }: End(id, happened.At, JobState.Cancelled); break;
            case JobStarted started: Start(started); break;
            case JobResized resized: Resize(resized); break;
            case JobFinished finished:
                End(finished.Id, happened.At, finished.Succeeded ? JobState.Succeeded : JobState.Failed);
                break;
            case PreemptionOrdered { Preemption: var order }:
                Go(order.Victim, happened.At, JobState.Stopping, JobState.Running, DetailOf(order));
                break;
            case StopOrdered { Id: var id, Cause: var cause }:
                Go(id, happened.At, JobState.Stopping, JobState.Running, cause.ToString());
                break;
            case JobStopped { Id: var id }:
                Go(id, happened.At, JobState.Waiting, from: JobState.Stopping);
                CloseStretch(_changed[id.Value], happened.At);
                break;
        }
    }

    /// <summary>Writes all rows.</summary>
    public void Write(Database database)
    {
        var (inserted, changed) = (new RowSet(JobRows.Insert), new RowSet(JobRows.Change));
        var (ended, reasons) = (new RowSet(JobRows.End), new RowSet(JobRows.Reason));
        foreach (var job in _changed.Values.OrderBy(job => job.Id))
        {
            if (_added.TryGetValue(job.Id, out var added)) AddNew(inserted, job, added.Job, added.At);
            else if (_onlyReason.Contains(job.Id)) reasons.Add(job.Id, job.Reason);
            else AddChange(job.Ended is null ? changed : ended, job);
        }

        var (opened, closed) = (new RowSet(StretchRows.Insert), new RowSet(StretchRows.Close));
        foreach (var stretch in _opened.Values.OrderBy(stretch => stretch.Job)) StretchRows.Add(opened, stretch);
        foreach (var stretch in _closed) closed.Add(stretch.Job, stretch.Attempt, stretch.Number, stretch.Ended);

        var (attempts, counters) = (new RowSet(JobRows.Attempt), new RowSet(JobRows.Counter));
        foreach (var (run, report) in _attempts.OrderBy(pair => pair.Key.Job).ThenBy(pair => pair.Key.Attempt))
        {
            attempts.Add(
                run.Job.Value, run.Attempt, report.At, (long)report.State, report.External, report.Exit, report.Detail,
                report.CpuMilliseconds, report.PeakBytes);
        }

        foreach (var ((tenant, queue, state), count) in _counts)
        {
            if (count != 0) counters.Add(tenant, queue, (long)state, count);
        }

        foreach (var rows in (RowSet[])[
            inserted, _specifications, changed, ended, reasons, _transitions, opened, closed, attempts, counters])
        {
            database.Write(connection, transaction, rows);
        }
    }

    /// <summary>Hands what was committed to the book.</summary>
    public void Settle() => book.Settle(_changed.Values);

    private void Submit(JobSubmitted submitted, JobSubmission? submission)
    {
        var job = submitted.Job;
        var id = job.Id.Value;
        if (submission is null) throw Refused($"Job {id} is submitted without a tenant");
        if (id <= _lastJob) throw Refused($"Job {id} comes after job {_lastJob}: ids have to ascend");

        _lastJob = id;
        var (tenant, queue, shape) = book.Shared(submission.Tenant, job.Queue, job.Shape);
        _added.Add(id, (job, submitted.At));
        var live = new LiveJob { Id = id, Tenant = tenant, Queue = queue, Shape = shape, Version = 1 };
        _changed.Add(id, live);
        Count(live, JobState.Waiting, 1);
        _transitions.Add(id, live.Version, submitted.At, (long)JobState.Waiting, "");
        _bytes.Clear();
        JobCodec.Write(_bytes, shape);
        _specifications.Add(id, tenant, job.Name, _bytes.Written.ToArray(), submission.Text);
    }

    private void Start(JobStarted started)
    {
        var job = Go(started.Id, started.At, JobState.Running, from: JobState.Waiting);
        job.Attempts++;
        job.Started = started.At;
        job.Cluster = fleet.ClusterOf(started.Tasks);
        job.Chip = fleet.Resources[started.Resource];
        job.Stretches = 0;
        job.Reason = 0;
        OpenStretch(job, started.At, started.Tasks);
        var run = new RunId(started.Id, job.Attempts);
        _attempts.TryAdd(run, new AttemptReport(run, AttemptState.Placed, started.At));
    }

    private void Resize(JobResized resized)
    {
        var job = Go(resized.Id, resized.At, JobState.Running, JobState.Running, $"{resized.Tasks.Count} tasks");
        CloseStretch(job, resized.At);
        OpenStretch(job, resized.At, resized.Tasks);
    }

    private void End(JobId id, long at, JobState state)
    {
        var before = Require(id).State;
        if (state != JobState.Cancelled && before is not (JobState.Running or JobState.Stopping))
            throw Wrong(id, before, state);

        var job = Go(id, at, state, before);
        job.Ended = at;
        if (job.Open is not null) CloseStretch(job, at);
    }

    private LiveJob Go(JobId id, long at, JobState to, JobState from, string detail = "")
    {
        if (Require(id).State is var state && state != from) throw Wrong(id, state, to);

        var job = Touch(id, isReason: false);
        Count(job, job.State, -1);
        job.State = to;
        job.Version++;
        Count(job, to, 1);
        _transitions.Add(job.Id, job.Version, at, (long)to, detail);
        return job;
    }

    private string DetailOf(Preemption order)
    {
        var text = new PreemptionText(order);
        var isSameTenant = Require(order.Victim).Tenant == Find(order.Beneficiary.Value)?.Tenant;
        return TransitionDetail.Of(text.OfVictim, text.OfBeneficiary, isSameTenant);
    }

    private void OpenStretch(LiveJob job, long at, ValueList<TaskPlacement> tasks)
    {
        var milli = fleet.MilliHeld(book.ShapeOf(job, connection, transaction), tasks);
        job.Open = new Stretch(
            job.Id,
            job.Attempts,
            ++job.Stretches,
            job.Tenant,
            job.Queue,
            job.Chip,
            milli,
            FleetView.NodesOf(tasks),
            at,
            null,
            fleet.RegionOf(tasks[0].Node));
        _opened.Add((job.Id, job.Attempts, job.Stretches), job.Open);
    }

    private void CloseStretch(LiveJob job, long at)
    {
        var open = job.Open!;
        var until = _attempts.GetValueOrDefault(new RunId(new JobId(job.Id), job.Attempts))?.RanUntil ?? at;
        var closed = open with { Ended = Math.Clamp(until, open.Began, at) };
        job.Open = null;
        var key = (closed.Job, closed.Attempt, closed.Number);
        if (_opened.ContainsKey(key)) _opened[key] = closed;
        else _closed.Add(closed);
    }

    private void Count(LiveJob job, JobState state, int by)
    {
        var key = (job.Tenant, job.Queue, state);
        _counts[key] = _counts.GetValueOrDefault(key) + by;
    }

    private LiveJob? Find(long id)
    {
        var job = _changed.GetValueOrDefault(id) ?? book.Find(id);
        return job?.Ended is null ? job : null;
    }

    private LiveJob Require(JobId id) =>
        Find(id.Value) ?? throw Refused($"Job {id} is not known, or has ended");

    private LiveJob Touch(JobId id, bool isReason)
    {
        if (!_changed.TryGetValue(id.Value, out var job))
        {
            _changed.Add(id.Value, job = Require(id).Copy());
            if (isReason) _onlyReason.Add(id.Value);
        }

        if (!isReason) _onlyReason.Remove(id.Value);
        return job;
    }

    private static void AddNew(RowSet rows, LiveJob job, Job submitted, long at) => rows.Add(
        job.Id,
        job.Tenant,
        job.Queue,
        job.Cluster,
        (long)job.State,
        submitted.Priority,
        submitted.Shape.GpuMilliTotal,
        job.Chip,
        at,
        job.Started,
        job.Ended,
        job.Reason,
        job.Exit,
        job.Attempts,
        job.Version);

    private static void AddChange(RowSet rows, LiveJob job)
    {
        ReadOnlySpan<Value> values =
        [
            job.Id,
            (long)job.State,
            job.Cluster,
            job.Chip,
            job.Started,
            job.Reason,
            job.Exit,
            job.Attempts,
            job.Version,
            job.Ended,
        ];
        rows.Add(values[..rows.Bulk.Columns.Length]);
    }

    private static StoreException Wrong(JobId id, JobState from, JobState to) =>
        Refused($"Job {id} is {from} and cannot become {to}");

    private static StoreException Refused(string problem) =>
        new(StoreFault.Refused, problem, "apply events to the state first and store only those that it took");
}

using System.Collections.Concurrent;
using Headroom.Engines.Contract;
using Headroom.Engines.Slurm.Calls;

namespace Headroom.Engines.Slurm.Runs;

/// <summary>What a look has found.</summary>
/// <param name="States">Runs that have not ended, and those that were seen to end.</param>
/// <param name="Jobs">Jobs of this pool that have not ended, by run.</param>
/// <param name="NextDue">When something has to be done next; null when nothing has.</param>
internal sealed record Looked(
    IReadOnlyDictionary<RunId, RunState> States, ILookup<RunId, SlurmJob> Jobs, DateTimeOffset? NextDue);

/// <summary>
/// Looks at all runs that have not ended: asks Slurm for the jobs that have not, and one by one only for those that are
/// missing there. One look at a time.
/// </summary>
internal sealed class RunWatch(ISlurmCalls calls, RunShelf shelf, SlurmEngineOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<RunId, OpenRun> _open = new();
    private readonly StopDrive _stops = new(calls, clock);
    private readonly Dictionary<RunId, RunState> _states = [];
    private DateTimeOffset? _nextDue;

    /// <summary>Whether a start of a run goes on right now: what it holds is not left behind.</summary>
    public Func<RunId, bool> IsStarting { get; set; } = _ => false;

    /// <summary>Takes up all runs that are on the shelf and have not ended.</summary>
    public void Open()
    {
        foreach (var id in shelf.Ids("")) Open(id);
    }

    /// <summary>A run that is on the shelf and has not ended; null when there is none.</summary>
    public OpenRun? Open(RunId id)
    {
        if (_open.TryGetValue(id, out var known)) return known;

        var files = shelf.Of(id);
        return File.Exists(files.Order) && !File.Exists(files.Ending)
            ? _open.GetOrAdd(id, _ => new OpenRun(id, shelf))
            : null;
    }

    /// <summary>Forgets a run that is gone from the shelf.</summary>
    public void Close(RunId id) => _open.TryRemove(id, out _);

    /// <summary>Looks. Never called twice at once.</summary>
    /// <exception cref="SlurmFault">Slurm cannot be asked.</exception>
    public async Task<Looked> LookAsync()
    {
        _states.Clear();
        _nextDue = null;
        var runs = _open.Values.ToList();
        var jobs = (await calls.ActiveAsync(CancellationToken.None))
            .Select(job => (Job: job, Mark: RunMark.Of(job)))
            .Where(one => one.Mark?.Pool == options.Pool)
            .ToLookup(one => one.Mark!.Run, one => one.Job);
        var missing = new List<OpenRun>();
        foreach (var run in runs)
        {
            if (Pick(jobs[run.Id], run.Record) is { } job) await SeeAsync(run, job);
            else if (run.Record is not null) missing.Add(run);
        }

        if (missing.Count > 0) await SearchAsync(missing);
        await SeeStraysAsync(jobs);
        return new Looked(new Dictionary<RunId, RunState>(_states), jobs, _nextDue);
    }

    /// <summary>Of the jobs of one name the one that is the run: the recorded one, else the first.</summary>
    public static SlurmJob? Pick(IEnumerable<SlurmJob> jobs, RunRecord? record) => record is null
        ? jobs.MinBy(job => job.Id)
        : jobs.FirstOrDefault(job => job.Id == record.JobId);

    private async Task SeeAsync(OpenRun run, SlurmJob job)
    {
        run.MissingSince = null;
        var hasRun = run.StartedAt is not null || job.Restarts > 0;
        if (job.IsWaiting && hasRun)
        {
            // Not even when it would do nothing: it would hold its nodes for that.
            await calls.CancelAsync(job, onlyWaiting: false, CancellationToken.None);
            End(run, JobReading.Requeued(run, job, clock.GetUtcNow()));
            return;
        }

        if (!job.IsWaiting) run.StartedAt ??= job.StartedAt ?? clock.GetUtcNow();
        CheckTime(run);
        if (run.Stop is not null) await _stops.DriveAsync(run, job, CancellationToken.None);
        _states[run.Id] = run.Stop is not null ? new RunStopping(run.StartedAt)
            : run.StartedAt is { } startedAt ? new RunRunning(startedAt, [])
            : new RunAccepted();
        Due(run.Stop is null ? null : clock.GetUtcNow());
    }

    // Slurm's own limit is of whole minutes, and knows of no checkpoint.
    private void CheckTime(OpenRun run)
    {
        if (run.Stop is not null || run.Order?.Limits.Time is not { } time) return;
        if (run.StartedAt is not { } startedAt) return;

        if (clock.GetUtcNow() - startedAt >= time)
            run.Write(new RunStop(run.Order.Stop, startedAt + time, EndCause.TimeLimit));
        else
            Due(startedAt + time);
    }

    // The controller first: accounting may lag behind, and then has no exit code.
    private async Task SearchAsync(List<OpenRun> missing)
    {
        var named = await calls.NamedAsync([.. missing.Select(run => run.Id.Text)], CancellationToken.None);
        var unknown = await SettleAsync(missing, named);
        if (unknown.Count == 0) return;

        var accounted = await calls.AccountedAsync(
            [.. unknown.Select(run => run.Id.Text)], unknown.Min(run => run.Record!.At), CancellationToken.None);
        foreach (var run in await SettleAsync(unknown, accounted ?? []))
        {
            var now = clock.GetUtcNow();
            run.MissingSince ??= now;
            if (now - run.MissingSince >= options.LossWait)
            {
                End(run, JobReading.Lost(run, now));
                continue;
            }

            _states[run.Id] = Before(run);
            Due(run.MissingSince + options.LossWait);
        }
    }

    // Those that these jobs do not settle. One that accounting takes for alive is not alive: the controller lost it.
    private async Task<List<OpenRun>> SettleAsync(List<OpenRun> runs, IReadOnlyList<SlurmJob> jobs)
    {
        var byName = jobs.ToLookup(job => job.Name, StringComparer.Ordinal);
        var rest = new List<OpenRun>();
        foreach (var run in runs)
        {
            var job = byName[run.Id.Text].FirstOrDefault(job => job.Id == run.Record!.JobId && job.HasEnded);
            if (job is null) rest.Add(run);
            else if (await MayStillRunAsync(job)) SeeSilentNode(run, job);
            else End(run, JobReading.Ending(run, job, clock.GetUtcNow()));
        }

        return rest;
    }

    private void SeeSilentNode(OpenRun run, SlurmJob job)
    {
        run.StartedAt ??= job.StartedAt ?? clock.GetUtcNow();
        _states[run.Id] = new RunRunning(
            run.StartedAt.Value,
            [$"Node {job.Nodes} does not answer Slurm; until it does, or counts as dead, the run may go on there."]);
        Due(clock.GetUtcNow() + options.Poll);
    }

    // What a node ran when it fell silent lives on there.
    private async Task<bool> MayStillRunAsync(SlurmJob job)
    {
        if (job.State != "NODE_FAIL" || clock.GetUtcNow() - job.EndedAt >= options.NodeLossWait) return false;

        var nodes = await calls.NodesAsync(CancellationToken.None);
        var names = HostList.Expand(job.Nodes);
        return nodes.Any(node => !node.Answers && names.Contains(node.Name));
    }

    // Jobs of ours that are nobody's run: held by a start that did not come to its end.
    private async Task SeeStraysAsync(ILookup<RunId, SlurmJob> jobs)
    {
        foreach (var ofOne in jobs)
        {
            var run = Open(ofOne.Key);
            foreach (var job in ofOne)
            {
                if (run is null) _states[ofOne.Key] = job.IsWaiting ? new RunAccepted() : Started(job);
                var isStray = run?.Record?.JobId != job.Id && !IsStarting(ofOne.Key);
                if (isStray && job.IsHeld && clock.GetUtcNow() - job.SubmittedAt >= options.OrphanWait)
                    await calls.CancelAsync(job, onlyWaiting: true, CancellationToken.None);
            }
        }
    }

    private RunRunning Started(SlurmJob job) => new(job.StartedAt ?? clock.GetUtcNow(), []);

    private static RunState Before(OpenRun run) => run.Stop is not null ? new RunStopping(run.StartedAt)
        : run.StartedAt is { } startedAt ? new RunRunning(startedAt, [])
        : new RunAccepted();

    private void End(OpenRun run, RunEnding ending)
    {
        shelf.Keep(run.Id, ending);
        _open.TryRemove(run.Id, out _);
        _states[run.Id] = new RunEnded(ending);
    }

    private void Due(DateTimeOffset? at)
    {
        if (at < _nextDue || _nextDue is null) _nextDue = at;
    }
}

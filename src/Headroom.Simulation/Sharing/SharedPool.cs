using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing;

/// <summary>
/// The pool as it would be: does what is decided, lets jobs run, save, stop and end, and tells state and ledger of it.
/// </summary>
internal sealed class SharedPool
{
    // A job that saves very often is told of at a whole multiple of its interval, so that one run is told of so often
    // at most. What a stop costs goes by the interval itself.
    private const long SavesToldMax = 1000;

    private readonly IReadOnlyList<SharedJob> _jobs;
    private readonly long _stopMilliseconds;
    private readonly Agenda _agenda = new();
    private readonly Dictionary<JobId, int> _places = [];
    private readonly List<ClusterEvent>? _events;

    /// <param name="state">State at the beginning.</param>
    /// <param name="ledger">What is told of all that happens.</param>
    /// <param name="policy">Says how past use counts and how long a preempted job has to stop.</param>
    public SharedPool(ClusterState state, SharingLedger ledger, SharingPolicy policy)
    {
        State = state;
        Ledger = ledger;
        _jobs = ledger.Jobs;
        _stopMilliseconds = policy.Reclaim.StopMilliseconds;
        _events = ledger.Options.KeepEvents ? [] : null;
        Apply(new FairnessChanged(0, policy.Fairness));
    }

    /// <summary>The state.</summary>
    public ClusterState State { get; }

    /// <summary>What all that happens is written to.</summary>
    public SharingLedger Ledger { get; }

    /// <summary>
    /// When the next job ends, stops or saves, in milliseconds; <see cref="long.MaxValue"/> for never.
    /// </summary>
    public long NextDue
    {
        get
        {
            while (_agenda.TryPeek(out var item, out var at))
            {
                if (Ledger.Tracks[item.Job].Version == item.Version) return at;
                _agenda.Drop();
            }

            return long.MaxValue;
        }
    }

    /// <summary>Events so far; empty when they are not kept.</summary>
    public IReadOnlyList<ClusterEvent> Events => _events ?? [];

    /// <summary>A job is submitted.</summary>
    public void Submit(int place, long now)
    {
        var job = _jobs[place].Job;
        if (State.Apply(new JobSubmitted(now, job)) is { } refusal)
            throw new ArgumentException($"Job {job.Id} was refused as {refusal}. {JobCheck.Fault(job)}".TrimEnd());

        _events?.Add(new JobSubmitted(now, job));
        _places.Add(job.Id, place);
        Ledger.Submitted(place, State.Find(job.Id)!, now);
    }

    /// <summary>A user gives up on a job, unless it has ended.</summary>
    public void Cancel(int place, long now)
    {
        if (Ledger.Tracks[place].Entry is not { } entry) return;

        Apply(new JobCancelled(now, entry.Job.Id));
        End(place, entry, JobEnd.Cancelled, now);
    }

    /// <summary>A node changes; when it fails, the jobs on it end without success.</summary>
    public void Change(NodeChanged changed)
    {
        Apply(changed);
        if (changed.Status != NodeStatus.Failed) return;

        var lost = State.Queues.SelectMany(queue => queue.Running)
            .Where(job => job.Tasks.Any(task => task.Node == changed.Node))
            .ToList();
        foreach (var job in lost) Finish(_places[job.Job.Id], succeeded: false, changed.At);
    }

    /// <summary>
    /// Lets running jobs save, end and stop that were due by now; whether anything but saves happened.
    /// </summary>
    public bool RunTo(long now)
    {
        var anything = false;
        while (NextDue <= now)
        {
            _agenda.TryPeek(out var item, out _);
            _agenda.Drop();
            anything |= Carry(item, now);
        }

        return anything;
    }

    /// <summary>Does what was decided; the place of a job that has to stop at once, else -1.</summary>
    /// <exception cref="InvalidOperationException">It cannot be done: the decision was wrong.</exception>
    public int Act(ClusterEvent decided)
    {
        Apply(decided);
        switch (decided)
        {
            case JobStarted started:
                Start(_places[started.Id], started);
                return -1;
            case JobResized resized:
                Resize(_places[resized.Id], resized);
                return -1;
            case PreemptionOrdered { Preemption: var order }:
                var victim = _places[order.Victim];
                Ledger.Ordered(victim, order, decided.At);
                if (_stopMilliseconds == 0) return victim;

                var stop = new AgendaItem(AgendaKind.Stop, victim, Ledger.Tracks[victim].Version);
                _agenda.Add(decided.At + _stopMilliseconds, stop);
                return -1;
            case ReservationMade { Reservation: var promise }:
                Ledger.Promised(_places[promise.Job], promise, decided.At);
                return -1;
            case ReservationDropped or ClaimOpened or ClaimClosed:
                return -1;
            default:
                throw new InvalidOperationException($"A plan may not hold {decided}: that is nothing to decide.");
        }
    }

    /// <summary>A job that was told to stop does.</summary>
    public void Stop(int place, long now)
    {
        ref var track = ref Ledger.Tracks[place];
        var (id, run) = (track.Entry!.Job.Id, track.Run!);
        var savesNow = _stopMilliseconds > 0 && track.Entry.Job.CheckpointMilliseconds > 0;
        if (savesNow) Apply(new CheckpointSaved(now, id));

        Apply(new JobStopped(now, id));
        var saved = savesNow ? run.WorkBy(now) : run.WorkSavedBy(now);
        track.WorkLeft -= Math.Min(saved, track.WorkLeft);
        track.Version++;
        Ledger.Stopped(place, savesNow ? 0 : run.UnsavedBy(now), now);
    }

    private bool Carry(AgendaItem item, long now)
    {
        ref var track = ref Ledger.Tracks[item.Job];
        switch (item.Kind)
        {
            case AgendaKind.Save:
                Apply(new CheckpointSaved(now, track.Entry!.Job.Id));
                PlanSave(item.Job, EndOf(track), now);
                return false;
            case AgendaKind.End:
                var isDone = track.Run!.WorkBy(now) >= track.WorkLeft;
                Finish(item.Job, isDone && _jobs[item.Job].Succeeds, now);
                return true;
            default:
                Stop(item.Job, now);
                return true;
        }
    }

    private void Start(int place, JobStarted started)
    {
        RequireInService(started.Id, started.Tasks);
        var entry = Ledger.Tracks[place].Entry!;
        var region = Ledger.Regions.Of(started.Tasks[0].Node);
        var transfer = Ledger.Regions.TransferFor(entry.Job.Shape, region);
        Ledger.Received(region, transfer);
        var start = new RunStart(
            started.At,
            transfer.Milliseconds,
            entry.Preemptions > 0 ? entry.Job.RestartMilliseconds : 0,
            entry.Job.CheckpointMilliseconds,
            region);
        var run = new RunningJob(start, PaceOf(entry), Ledger.Meter.Held(entry));
        Ledger.Started(place, run, started.At);
        PlanEnd(place, started.At);
    }

    private void Resize(int place, JobResized resized)
    {
        RequireInService(resized.Id, resized.Tasks);
        Ledger.StretchOver(place, resized.At);
        var track = Ledger.Tracks[place];
        track.Run!.Resize(resized.At, PaceOf(track.Entry!), Ledger.Meter.Held(track.Entry!));
        PlanEnd(place, resized.At);
    }

    private void RequireInService(JobId job, ValueList<TaskPlacement> tasks)
    {
        foreach (ref readonly var task in tasks.AsSpan())
        {
            if (State.StatusOf(task.Node) != NodeStatus.InService)
                throw new InvalidOperationException($"Job {job} was put on node {task.Node}, which is {State.StatusOf(task.Node)}.");
        }
    }

    private Pace PaceOf(JobEntry entry)
    {
        var shape = entry.Job.Shape;
        var speed = ChipChoice.FullSpeed;
        if (shape.GpuCount > 0 && shape.Chips.Count > 0)
        {
            var model = State.Resources[entry.Resource];
            foreach (var chip in shape.Chips)
            {
                if (chip.Model == model) speed = chip.SpeedPermille;
            }
        }

        return new Pace(speed, entry.Tasks.Count, shape.TaskCount);
    }

    private void PlanEnd(int place, long now)
    {
        ref var track = ref Ledger.Tracks[place];
        track.Version++;
        var end = EndOf(track);
        _agenda.Add(end, new AgendaItem(AgendaKind.End, place, track.Version));
        PlanSave(place, end, now);
    }

    // A time limit counts from the start that goes on, as Slurm counts it for requeued jobs.
    private static long EndOf(in JobTrack track)
    {
        var done = track.Run!.DoneAt(track.WorkLeft);
        var limit = track.Entry!.Job.TimeLimitMilliseconds;
        return limit is null ? done : Math.Min(done, track.Run.Started + limit.Value);
    }

    // Only what may be preempted is told of: nothing else depends on saves.
    private void PlanSave(int place, long end, long now)
    {
        ref var track = ref Ledger.Tracks[place];
        var (job, started) = (track.Entry!.Job, track.Run!.Started);
        if (job.CheckpointMilliseconds == 0 || !job.IsPreemptible) return;

        var intervals = (end - started) / job.CheckpointMilliseconds / SavesToldMax + 1;
        var every = job.CheckpointMilliseconds * intervals;
        var next = started + ((now - started) / every + 1) * every;
        if (next < end) _agenda.Add(next, new AgendaItem(AgendaKind.Save, place, track.Version));
    }

    private void Finish(int place, bool succeeded, long now)
    {
        var entry = Ledger.Tracks[place].Entry!;
        Apply(new JobFinished(now, entry.Job.Id, succeeded));
        End(place, entry, succeeded ? JobEnd.Finished : JobEnd.Failed, now);
    }

    private void End(int place, JobEntry entry, JobEnd end, long now)
    {
        _places.Remove(entry.Job.Id);
        Ledger.Tracks[place].Version++;
        Ledger.Ended(place, end, now);
    }

    private void Apply(ClusterEvent happened)
    {
        State.ApplyCertain(happened);
        _events?.Add(happened);
    }
}

using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;

namespace Headroom.Cluster.State;

/// <summary>
/// What the events of a cluster add up to: the same events give the same state, on every machine. <see cref="Apply"/>
/// is the only way to change it. Not thread-safe.
/// </summary>
public sealed class ClusterState
{
    private readonly Dictionary<JobId, JobEntry> _jobs = [];
    private readonly Dictionary<JobId, bool> _ended;
    private readonly Dictionary<string, QueueState> _queuesByName = new(StringComparer.Ordinal);
    private readonly List<QueueState> _queues = [];
    private readonly ShapeBook _shapes;
    private readonly List<JobEntry> _promised = [];
    private readonly SortedDictionary<string, long?> _spent;
    private readonly SlotBook _slots;
    private readonly NodeStatus[] _statuses;
    private readonly ChipModel[] _models;
    private readonly int[] _nodeResources;
    private readonly long[] _used;
    private readonly EventDigest _digest;
    private FairnessRules _rules = new();
    private long _sequence;

    /// <summary>An empty fleet at time 0.</summary>
    public ClusterState(Fleet fleet)
    {
        Fleet = fleet;
        Resources = new Resources(fleet);
        (_ended, _shapes, _slots, _spent) = ([], new ShapeBook(), new SlotBook(), new(StringComparer.Ordinal));
        (Runtimes, _digest) = (new RuntimeBook(), new EventDigest());
        var known = fleet.ChipModels.ToDictionary(model => model.Name, StringComparer.Ordinal);
        _models = [.. fleet.Nodes.Select(node =>
            known.GetValueOrDefault(node.ChipModel) ?? ChipModel.Named(node.ChipModel))];
        _nodeResources = [.. fleet.Nodes.Select(node =>
            node.GpuCount > 0 ? Resources.IndexOf(node.ChipModel) : Resources.Cpu)];
        _statuses = new NodeStatus[fleet.Nodes.Count];
        _used = new long[Resources.Count];
        Room = new FleetRoom(fleet, _models);
    }

    /// <summary>The state that an image is of, on the same fleet or on one that has grown at its end.</summary>
    public ClusterState(Fleet fleet, StateImage image)
        : this(fleet)
    {
        (Now, _rules, _sequence) = (image.Now, image.Rules, image.Sequence);
        (Runtimes, _digest, _ended) = (new(image.Runtimes), new(image.Digest), new(image.Ended));
        for (var node = 0; node < image.Nodes.Count; node++) _statuses[node] = image.Nodes[node];
        int Renumbered(int resource) => Resources.IndexOf(image.Resources[resource]);
        foreach (var shape in image.Shapes) _shapes.NumberOf(shape);
        foreach (var (name, means) in image.Queues)
        {
            for (var index = 0; index < means.Count; index++)
                QueueNamed(name).Average.Restore(Renumbered(index), means[index]);
        }

        foreach (var job in image.Jobs) Restore(job.Entry(_queues[job.Queue], Renumbered));
        foreach (var id in image.Promised) _promised.Add(_jobs[id]);
        foreach (var (queue, until) in image.Spent) _spent.Add(queue, until);
    }

    private ClusterState(ClusterState other)
    {
        (Fleet, Resources, _models, _nodeResources) =
            (other.Fleet, other.Resources, other._models, other._nodeResources);
        (Room, Runtimes, _digest) = (other.Room.Copy(), other.Runtimes.Copy(), other._digest.Copy());
        (_statuses, _used) = ([.. other._statuses], [.. other._used]);
        (_shapes, _slots, _ended) = (other._shapes.Copy(), other._slots.Copy(), new(other._ended));
        _spent = new(other._spent, StringComparer.Ordinal);
        (Now, _rules, _sequence) = (other.Now, other._rules, other._sequence);
        _jobs.EnsureCapacity(other._jobs.Count);
        foreach (var queue in other._queues)
        {
            var copy = queue.Copy();
            _queues.Add(copy);
            _queuesByName.Add(copy.Name, copy);
            foreach (var job in copy.Waiting) _jobs.Add(job.Job.Id, job);
            foreach (var job in copy.Running) _jobs.Add(job.Job.Id, job);
        }

        foreach (var job in other._promised) _promised.Add(_jobs[job.Job.Id]);
    }

    /// <summary>The fleet.</summary>
    public Fleet Fleet { get; }

    /// <summary>Its resources.</summary>
    public Resources Resources { get; }

    /// <summary>What is left on every node. Copy it before trying something out.</summary>
    public FleetRoom Room { get; }

    /// <summary>Time of the last event, in milliseconds.</summary>
    public long Now { get; private set; }

    /// <summary>Queues that ever had a job, in order of first use.</summary>
    public IReadOnlyList<QueueState> Queues => _queues;

    /// <summary>Shapes of all jobs, by their numbers.</summary>
    public IReadOnlyList<JobShape> Shapes => _shapes.All;

    /// <summary>Jobs that hold a promise, the oldest promise first.</summary>
    public IReadOnlyList<JobEntry> Promised => _promised;

    /// <summary>Queues whose budget is used up, by name, and when they have a new one; null for nobody knows.</summary>
    public IReadOnlyDictionary<string, long?> Spent => _spent;

    /// <summary>What finished jobs tell about runtimes.</summary>
    public RuntimeBook Runtimes { get; }

    /// <summary>Hash over all events so far.</summary>
    public ulong Digest => _digest.Value;

    internal FairnessRules Rules => _rules;

    internal long Sequence => _sequence;

    internal IReadOnlyDictionary<JobId, bool> Ended => _ended;

    /// <summary>Jobs that wait, are held, run or stop.</summary>
    public int LiveCount => _jobs.Count;

    /// <summary>Above the slot of every live job: as many as ever lived at one time.</summary>
    public int SlotCount => _slots.Count;

    /// <summary>What a node is good for.</summary>
    public NodeStatus StatusOf(int node) => _statuses[node];

    /// <summary>Chip model of a node.</summary>
    public ChipModel ModelOf(int node) => _models[node];

    /// <summary>Index of a node's chip model among <see cref="Resources"/>; of processors where it has none.</summary>
    public int ResourceOf(int node) => _nodeResources[node];

    /// <summary>A job that waits, is held, runs or stops; null for others.</summary>
    public JobEntry? Find(JobId id) => _jobs.GetValueOrDefault(id);

    /// <summary>Whether an ended job succeeded; null for one that has not ended or is not known.</summary>
    public bool? OutcomeOf(JobId id) => _ended.TryGetValue(id, out var succeeded) ? succeeded : null;

    /// <summary>
    /// A copy that changes on its own, for asking what would be if. What never changes is shared; the rest costs time
    /// and memory in proportion to nodes, live jobs and all jobs that ever ended.
    /// </summary>
    public ClusterState Copy() => new(this);

    /// <summary>Applies what happened. Null when it was applied; otherwise why not, and nothing has changed.</summary>
    public EventRefusal? Apply(ClusterEvent happened)
    {
        if (happened.At < Now) return EventRefusal.ClockWentBack;

        if (Refusal(happened) is { } refusal) return refusal;

        PassTo(happened.At);
        Change(happened);
        _digest.Add(happened);
        return null;
    }

    private EventRefusal? Refusal(ClusterEvent happened) => happened switch
    {
        FairnessChanged or BudgetSpent or BudgetRenewed => null,
        NodeChanged changed => changed.Node < 0 || changed.Node >= Fleet.Nodes.Count ? EventRefusal.UnknownNode : null,
        JobSubmitted { Job: var job } => _jobs.ContainsKey(job.Id) || _ended.ContainsKey(job.Id)
            ? EventRefusal.DuplicateJob
            : JobCheck.Fault(job) is null ? null : EventRefusal.InvalidJob,
        JobHeld held => Unless(held.Id, JobPhase.Waiting),
        JobReleased released => Unless(released.Id, JobPhase.Held),
        JobCancelled cancelled => Find(cancelled.Id) is null ? EventRefusal.UnknownJob : null,
        JobStarted started =>
            Unless(started.Id, JobPhase.Waiting) ?? Unfit(started.Id, started.Resource, started.Tasks),
        JobResized resized => Unless(resized.Id, JobPhase.Running) ?? UnfitAfterRelease(resized),
        CheckpointSaved saved => Unless(saved.Id, JobPhase.Running, JobPhase.Stopping),
        JobFinished finished => Unless(finished.Id, JobPhase.Running, JobPhase.Stopping),
        PreemptionOrdered ordered => Unless(ordered.Preemption.Victim, JobPhase.Running),
        StopOrdered ordered => Unless(ordered.Id, JobPhase.Running),
        JobStopped stopped => Unless(stopped.Id, JobPhase.Stopping),
        ReservationMade made => Unless(made.Reservation.Job, JobPhase.Waiting) ?? Unknown(made.Reservation),
        ReservationDropped dropped => Find(dropped.Id) is null ? EventRefusal.UnknownJob : null,
        ClaimOpened opened => Unless(opened.Id, JobPhase.Waiting),
        ClaimClosed closed => Find(closed.Id) is null ? EventRefusal.UnknownJob : null,
        _ => throw new InvalidOperationException($"No rule for {happened.GetType().Name}."),
    };

    private EventRefusal? Unless(JobId id, params ReadOnlySpan<JobPhase> phases)
    {
        if (Find(id) is not { } job) return EventRefusal.UnknownJob;

        return phases.Contains(job.Phase) ? null : EventRefusal.WrongPhase;
    }

    private EventRefusal? Unfit(JobId id, int resource, ValueList<TaskPlacement> tasks)
    {
        var job = _jobs[id];
        var shape = job.Job.Shape;
        if (tasks.Count < shape.TaskCountLeast || tasks.Count > shape.TaskCount) return EventRefusal.NoRoom;

        return PlacementNeed.Of(this, job, resource, tasks) is { } need && Room.CanTakeAll(need, tasks)
            ? null
            : EventRefusal.NoRoom;
    }

    private EventRefusal? Unknown(Reservation promise)
    {
        if (promise.Resource < 0 || promise.Resource >= Resources.Count) return EventRefusal.NoRoom;

        return promise.Tasks.All(task => task.Node >= 0 && task.Node < Fleet.Nodes.Count)
            ? null
            : EventRefusal.UnknownNode;
    }

    private EventRefusal? UnfitAfterRelease(JobResized resized)
    {
        var job = _jobs[resized.Id];
        Release(job);
        var refusal = Unfit(resized.Id, job.Resource, resized.Tasks);
        Occupy(job, job.Tasks);
        return refusal;
    }

    private void Change(ClusterEvent happened)
    {
        switch (happened)
        {
            case FairnessChanged changed: _rules = changed.Rules; break;
            case NodeChanged changed: _statuses[changed.Node] = changed.Status; break;
            case JobSubmitted submitted: Submit(submitted.Job); break;
            case JobHeld held: _jobs[held.Id].Phase = JobPhase.Held; break;
            case JobReleased released: _jobs[released.Id].Phase = JobPhase.Waiting; break;
            case JobCancelled cancelled: End(cancelled.Id, succeeded: false); break;
            case JobStarted started: Start(started); break;
            case JobResized resized: Resize(resized); break;
            case CheckpointSaved saved: _jobs[saved.Id].SavedAt = saved.At; break;
            case JobFinished finished: Finish(finished); break;
            case PreemptionOrdered ordered: OrderStop(ordered.Preemption.Victim); break;
            case StopOrdered ordered: OrderStop(ordered.Id); break;
            case JobStopped stopped: Stop(stopped.Id); break;
            case ReservationMade made: Promise(made.Reservation); break;
            case ReservationDropped dropped: DropPromise(_jobs[dropped.Id]); break;
            case ClaimOpened opened: _jobs[opened.Id].ClaimedSince = opened.At; break;
            case ClaimClosed closed: _jobs[closed.Id].ClaimedSince = null; break;
            case BudgetSpent spent: _spent[spent.Queue] = spent.Until; break;
            case BudgetRenewed renewed: _spent.Remove(renewed.Queue); break;
        }
    }

    private void PassTo(long time)
    {
        if (time == Now) return;

        if (_rules.HalfLifeMilliseconds > 0)
        {
            var left = Decay.Over(time - Now, _rules.HalfLifeMilliseconds);
            Span<int> scarcity = stackalloc int[Resources.Count];
            for (var resource = 0; resource < scarcity.Length; resource++) scarcity[resource] = Scarcity(resource);
            foreach (var queue in _queues) queue.Average.Pass(left, queue.Used, scarcity);
        }

        Now = time;
    }

    private int Scarcity(int resource) =>
        Resources.Capacity[resource] == 0
            ? 0
            : (int)((Int128)_used[resource] * DecayedUse.ScarcityFull / Resources.Capacity[resource]);

    private void Submit(Job job)
    {
        var shape = _shapes.NumberOf(job.Shape);
        Restore(new JobEntry(job with { Shape = Shapes[shape] }, shape, QueueNamed(job.Queue)));
    }

    private QueueState QueueNamed(string name)
    {
        if (_queuesByName.TryGetValue(name, out var known)) return known;

        _queuesByName.Add(name, known = new QueueState(name, _queues.Count, Resources.Count));
        _queues.Add(known);
        return known;
    }

    private void Restore(JobEntry job)
    {
        job.Slot = _slots.Take();
        _jobs.Add(job.Job.Id, job);
        if (job.Phase is JobPhase.Waiting or JobPhase.Held)
        {
            job.Queue.AddWaiting(job);
            return;
        }

        job.Queue.AddRunning(job);
        Room.TakeAll(job.Need, job.Tasks);
        if (job.Phase == JobPhase.Running) Count(job, sign: 1);
    }

    private void Start(JobStarted started)
    {
        var job = _jobs[started.Id];
        DropPromise(job);
        job.Queue.RemoveWaiting(job);
        job.Phase = JobPhase.Running;
        job.Sequence = ++_sequence;
        job.StartedAt = job.SavedAt = started.At;
        job.ClaimedSince = null;
        job.Resource = started.Resource;
        job.Need = PlacementNeed.Of(this, job, started.Resource, started.Tasks)!.Value;
        Occupy(job, started.Tasks);
        job.Queue.AddRunning(job);
        Count(job, sign: 1);
        job.Queue.Average.Enter(job.Resource, job.MilliHeld, _rules, Scarcity(job.Resource));
    }

    private void Resize(JobResized resized)
    {
        var job = _jobs[resized.Id];
        Count(job, sign: -1);
        Release(job);
        Occupy(job, resized.Tasks);
        Count(job, sign: 1);
    }

    private void Finish(JobFinished finished)
    {
        var job = _jobs[finished.Id];
        if (finished.Succeeded) Runtimes.Add(job.Job, job.RanBeforeMilliseconds + finished.At - job.StartedAt);
        End(finished.Id, finished.Succeeded);
    }

    private void OrderStop(JobId id)
    {
        Count(_jobs[id], sign: -1);
        _jobs[id].Phase = JobPhase.Stopping;
    }

    private void Stop(JobId id)
    {
        var job = _jobs[id];
        job.Queue.RemoveRunning(job);
        Release(job);
        job.Tasks = JobEntry.NoTasks;
        job.RanBeforeMilliseconds += Now - job.StartedAt;
        job.Preemptions++;
        job.Phase = JobPhase.Waiting;
        job.Queue.AddWaiting(job);
    }

    private void End(JobId id, bool succeeded)
    {
        var job = _jobs[id];
        DropPromise(job);
        if (job.Phase is JobPhase.Running or JobPhase.Stopping)
        {
            if (job.Phase == JobPhase.Running) Count(job, sign: -1);
            job.Queue.RemoveRunning(job);
            Release(job);
        }
        else
        {
            job.Queue.RemoveWaiting(job);
        }

        job.Phase = JobPhase.Ended;
        _jobs.Remove(id);
        _slots.Give(job.Slot);
        _ended.Add(id, succeeded);
    }

    private void Promise(Reservation reservation)
    {
        var job = _jobs[reservation.Job];
        if (job.Reservation is null) _promised.Add(job);
        job.Reservation = reservation;
    }

    private void DropPromise(JobEntry job)
    {
        if (job.Reservation is null) return;

        job.Reservation = null;
        _promised.Remove(job);
    }

    private void Occupy(JobEntry job, ValueList<TaskPlacement> tasks) =>
        Room.TakeAll(job.Need, job.Tasks = tasks);

    private void Release(JobEntry job) => Room.GiveAll(job.Need, job.Tasks);

    private void Count(JobEntry job, int sign)
    {
        job.Queue.Use(job.Resource, sign * job.MilliHeld);
        _used[job.Resource] += sign * job.MilliHeld;
    }
}

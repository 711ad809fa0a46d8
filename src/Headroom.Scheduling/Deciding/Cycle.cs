using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Fairness;
using Headroom.Scheduling.Options;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reservations;
using Headroom.Scheduling.Rooms;
using Headroom.Scheduling.Turns;

namespace Headroom.Scheduling.Deciding;

/// <summary>
/// What one cycle has decided so far, on trial copies of the cluster. The passes of a cycle share it and nothing else.
/// </summary>
internal sealed class Cycle
{
    private readonly List<ClusterEvent> _events = [];
    private readonly List<Verdict> _verdicts;

    // By slot of the job.
    private readonly Settlement[] _settled;
    private readonly List<Holding> _started = [];
    private readonly List<Holding> _awaited = [];
    private readonly HashSet<JobEntry> _claiming = [];
    private readonly Readiness _readiness;
    private readonly JobOptions _options;
    private readonly Dictionary<JobEntry, Reservation?> _promises = [];
    private readonly HashSet<JobEntry> _dropped = [];
    private CoverLevels? _covers;
    private RoomAfterStops? _afterStops;
    private ReleaseCalendar? _calendar;
    private long _wake = long.MaxValue;
    private bool _asksAgain;

    // After all that have started before; those that only are to start come last.
    private long _nextSequence = long.MaxValue / 2;
    private long _nextAwaited = long.MaxValue / 4 * 3;

    public Cycle(ClusterState state, QueueTree tree, FleetFacts facts, long now)
    {
        (State, Tree, Now) = (state, tree, now);
        (_verdicts, _settled) = (new List<Verdict>(state.LiveCount), new Settlement[state.SlotCount]);
        Room = new TrialRoom(state, facts.Topology);
        Use = new PoolUse(tree, state);
        Unused = new PoolUse(tree);
        Shares = new ShareBook(tree, Use, state);
        _readiness = new Readiness(state, tree, now);
        _options = new JobOptions(this, new PlacementOptions(state, Room, facts.Prices, tree.Policy.Planning, now));
    }

    /// <summary>The cluster as it was at the begin of the cycle.</summary>
    public ClusterState State { get; }

    /// <summary>The queues.</summary>
    public QueueTree Tree { get; }

    /// <summary>Parts of the fleet.</summary>
    public Topology Topology => Room.Topology;

    /// <summary>Time of the cycle in milliseconds.</summary>
    public long Now { get; }

    /// <summary>What is left of the fleet.</summary>
    public TrialRoom Room { get; }

    /// <summary>What is left when those have stopped that were told to.</summary>
    public RoomAfterStops AfterStops => _afterStops ??= new RoomAfterStops(State, Room.Left);

    /// <summary>What queues use; those that were told to stop no longer count, those they stop for do.</summary>
    public PoolUse Use { get; }

    /// <summary>The same if nothing ran: what a limit forbids here, it forbids forever.</summary>
    public PoolUse Unused { get; }

    /// <summary>How queues stand against each other.</summary>
    public ShareBook Shares { get; }

    /// <summary>Counts what made room or quota: what did not fit before may fit again.</summary>
    public int Epoch { get; private set; }

    /// <summary>
    /// Counts starts, now or awaited, and stops: either may take the cover of quota from others, or give it to them.
    /// </summary>
    public int Changes => _started.Count + _awaited.Count + Epoch;

    /// <summary>Whether anyone starts or stops by this cycle.</summary>
    public bool HasMoved => _started.Count + Epoch > 0;

    /// <summary>Whether anyone's promise is over, or is one of other nodes or another time now.</summary>
    public bool HasMovedPromises { get; private set; }

    /// <summary>Jobs looked at.</summary>
    public int Steps { get; set; }

    /// <summary>What is promised so far, in no order.</summary>
    public IEnumerable<Reservation> Promised => State.Promised
        .Where(job => !_promises.ContainsKey(job))
        .Select(job => job.Reservation)
        .Concat(_promises.Values)
        .OfType<Reservation>();

    /// <summary>Jobs that are to start when others have stopped.</summary>
    public IReadOnlyList<Holding> Awaited => _awaited;

    /// <summary>Jobs that the cycle starts.</summary>
    public IReadOnlyList<Holding> Started => _started;

    /// <summary>Which queue covers which running job.</summary>
    public CoverLevels Covers
    {
        get
        {
            if (_covers is null)
            {
                _covers = new CoverLevels(Tree, State);
                foreach (var holding in _started) _covers.Add(holding);
                foreach (var holding in _awaited) _covers.Add(holding);
            }

            return _covers;
        }
    }

    /// <summary>What becomes free when.</summary>
    public ReleaseCalendar Calendar
    {
        get
        {
            if (_calendar is null)
            {
                _calendar = new ReleaseCalendar(State, Tree.Policy, Now);
                foreach (var holding in _started) _calendar.Add(ReleaseOf(holding));
            }

            return _calendar;
        }
    }

    /// <summary>When a job that starts now has ended for certain, in milliseconds.</summary>
    public long EndOf(JobEntry job) => Now + ExpectedEnd.LimitOf(job.Job, Tree.Policy.Planning);

    /// <summary>Ways to run a job, best first; empty when there is none.</summary>
    public IReadOnlyList<JobOption> OptionsOf(JobEntry job) => _options.Of(job);

    /// <summary>Why a job may not be looked at, or had better wait; null when its turn may come.</summary>
    public Hold? HoldOf(JobEntry job, int queue) => _readiness.HoldOf(job, queue) ?? _options.HoldOf(job);

    /// <summary>Whether a job is owed room that it has not got.</summary>
    public bool IsClaiming(JobEntry job) => _claiming.Contains(job);

    /// <summary>Whether the cycle has decided about a job.</summary>
    public bool IsSettled(JobEntry job) => _settled[job.Slot] != Settlement.None;

    /// <summary>Whether the cycle starts a job.</summary>
    public bool IsStarted(JobEntry job) => _settled[job.Slot] == Settlement.Starts;

    /// <summary>
    /// Whether a job is owed what it asks for: a queue on its way to the fleet is, no limit forbids it, and the fleet
    /// could hold it.
    /// </summary>
    public bool IsOwed(JobEntry job, int queue, JobOption option)
    {
        var least = job.Job.Shape.TaskCountLeast;
        var demand = option.DemandOf(least);
        return Use.LevelOwed(queue, demand) > 0 && Allows(job, queue, demand)
            && Room.MostTasks(job.ShapeIndex, option.Resource, option.Part) >= least;
    }

    /// <summary>Whether no quota forbids a job to start, and it would never be in the way of others.</summary>
    /// <inheritdoc cref="MayStay" path="/param"/>
    public bool Allows(JobEntry job, int queue, Demand demand, long freedMilli = 0) =>
        Use.Block(queue, demand, freedMilli) is null && MayStay(job, queue, demand, freedMilli);

    /// <summary>
    /// Whether a job would never be in the way of what others are owed: it may be preempted, or quota covers it for
    /// good.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="queue">Its queue.</param>
    /// <param name="demand">What it counts as.</param>
    /// <param name="freedMilli">Use of the same queue that would end before.</param>
    public bool MayStay(JobEntry job, int queue, Demand demand, long freedMilli = 0) =>
        job.Job.IsPreemptible || Use.LevelOwed(queue, demand, freedMilli) == queue || Covers.MayStay(queue, demand);

    /// <summary>A job starts.</summary>
    public void Start(JobEntry job, int queue, int resource, Fit fit, ValueList<TaskPlacement> tasks)
    {
        var holding = new Holding
        {
            Job = job,
            Queue = queue,
            Demand = new Demand(resource, tasks.Count * fit.Need.QuotaMilli),
            Need = fit.Need,
            Tasks = tasks,
            Sequence = _nextSequence++,
            Phase = HoldingPhase.Starting,
        };
        Room.Take(fit.Need, tasks, EndOf(job));
        _afterStops?.Start(fit.Need, tasks);
        _started.Add(holding);
        Enter(holding);
        _calendar?.Add(ReleaseOf(holding));
        Settle(job, Settlement.Starts);
        _events.Add(new JobStarted(Now, job.Job.Id, resource, tasks));
    }

    /// <summary>
    /// A running job is told to stop. Its nodes are free only when it has, its quota is at once: jobs that were looked
    /// at before are looked at again.
    /// </summary>
    public void Stop(Holding holding, Preemption preemption)
    {
        AfterStops.Stop(holding.Job);
        Leave(holding);
        AskAgain();
        _events.Add(new PreemptionOrdered(Now, preemption));
    }

    /// <summary>
    /// A job starts when others that were told to stop for it have; it counts as use already. It is decided about at
    /// the end.
    /// </summary>
    public void Await(JobEntry job, int queue, in Fit fit, Reservation promise)
    {
        var holding = new Holding
        {
            Job = job,
            Queue = queue,
            Demand = new Demand(promise.Resource, promise.Tasks.Count * fit.Need.QuotaMilli),
            Need = fit.Need,
            Tasks = promise.Tasks,
            Sequence = _nextAwaited++,
            Phase = HoldingPhase.Awaiting,
        };
        AfterStops.Await(fit.Need, promise.Tasks);
        Promise(job, promise);
        _awaited.Add(holding);
        Enter(holding);
        Claim(job);
        Postpone(job);
    }

    /// <summary>A job does not start after all. What that leaves over is looked at again at once.</summary>
    public void Unstart(Holding holding)
    {
        var job = holding.Job;
        _started.Remove(holding);
        _events.RemoveAll(happens => happens is JobStarted started && started.Id == job.Job.Id);
        Room.Give(holding.Need, holding.Tasks, EndOf(job));
        _afterStops?.Forgo(holding.Need, holding.Tasks);
        _calendar = null;
        Leave(holding);
        AskAgain();
    }

    /// <summary>A job gives up what others were told to stop for.</summary>
    public void Forgo(Holding holding)
    {
        _awaited.Remove(holding);
        AfterStops.Forgo(holding.Need, holding.Tasks);
        DropPromise(holding.Job);
        Leave(holding);
    }

    /// <summary>
    /// Decides that a job waits. Its claim and its promise are over unless the cycle has renewed them, or has not
    /// looked.
    /// </summary>
    public void Settle(JobEntry job, Hold hold)
    {
        Settle(job, Settlement.Waits);
        if (hold.Reason != HoldReason.NotReached)
        {
            if (job.ClaimedSince is not null && !_claiming.Contains(job)) _events.Add(new ClaimClosed(Now, job.Job.Id));
            if (job.Reservation is not null && !_promises.ContainsKey(job)) DropPromise(job);
        }

        _verdicts.Add(new Verdict(job.Job.Id, hold));
        if (hold.Until is { } until) WakeAt(until);
    }

    /// <summary>A job is decided about later; until then it counts as one that waits.</summary>
    public void Postpone(JobEntry job) => Settle(job, Settlement.Waits);

    /// <summary>A job that was postponed is decided about now.</summary>
    public void Resume(JobEntry job) => _settled[job.Slot] = Settlement.None;

    /// <summary>A job is owed room that others borrow. Since when, in milliseconds.</summary>
    public long Claim(JobEntry job)
    {
        if (_claiming.Add(job) && job.ClaimedSince is null) _events.Add(new ClaimOpened(Now, job.Job.Id));
        return job.ClaimedSince ?? Now;
    }

    /// <summary>A job is promised nodes, or the promise that it holds is kept.</summary>
    public void Promise(JobEntry job, Reservation promise)
    {
        ForgetPromise(job);
        if (_dropped.Contains(job) || !promise.Equals(job.Reservation))
        {
            _events.Add(new ReservationMade(Now, promise));
            HasMovedPromises |= job.Reservation is not null;
        }

        _promises[job] = promise;
    }

    /// <summary>The promise that a job may hold is over.</summary>
    public void DropPromise(JobEntry job)
    {
        ForgetPromise(job);
        _promises[job] = null;
        if (job.Reservation is null || !_dropped.Add(job)) return;

        _events.Add(new ReservationDropped(Now, job.Job.Id));
        HasMovedPromises = true;
    }

    /// <summary>Asks for a cycle at a later time.</summary>
    public void WakeAt(long time)
    {
        if (time > Now) _wake = Math.Min(_wake, time);
    }

    /// <summary>Asks for another cycle at once: what this one decided lets others be owed more.</summary>
    public void AskAgain() => _asksAgain = true;

    /// <summary>The plan.</summary>
    public Plan ToPlan() => new()
    {
        Events = _events,
        Verdicts = _verdicts,
        NextWake = _asksAgain && _events.Count > 0 ? Now : _wake,
        Steps = Steps,
    };

    /// <summary>What a job is promised so far; null for nothing.</summary>
    public Reservation? PromiseOf(JobEntry job) =>
        _promises.TryGetValue(job, out var promise) ? promise : job.Reservation;

    private void Enter(Holding holding)
    {
        Use.Add(holding.Queue, holding.Demand);
        _readiness.Started(holding.Job.Job);
        _covers?.Add(holding);
    }

    private void Leave(Holding holding)
    {
        Use.Add(holding.Queue, holding.Demand with { Milli = -holding.Demand.Milli });
        Covers.Remove(holding);
        Epoch++;
    }

    // What the cycle has promised a job has not happened yet.
    private void ForgetPromise(JobEntry job)
    {
        if (_promises.GetValueOrDefault(job) is not null)
            _events.RemoveAll(decided => decided is ReservationMade made && made.Reservation.Job == job.Job.Id);
    }

    private void Settle(JobEntry job, Settlement settlement)
    {
        if (IsSettled(job)) throw new InvalidOperationException($"Job {job.Job.Id} was decided about twice.");

        _settled[job.Slot] = settlement;
    }

    private Release ReleaseOf(Holding holding) =>
        new(EndOf(holding.Job), holding.Job.Job.Id, holding.Need, holding.Tasks);

    /// <summary>What a cycle has decided about a job.</summary>
    private enum Settlement : byte
    {
        None,
        Waits,
        Starts,
    }
}

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
    private readonly List<Verdict> _verdicts = [];
    private readonly Dictionary<JobEntry, bool> _settled = [];
    private readonly List<Holding> _started = [];
    private readonly List<(int Queue, Demand Demand)> _awaited = [];
    private readonly HashSet<JobEntry> _claiming = [];
    private readonly Readiness _readiness;
    private readonly JobOptions _options;
    private readonly Dictionary<JobEntry, Reservation?> _promises = [];
    private CoverLevels? _covers;
    private ReleaseCalendar? _calendar;
    private long _wake = long.MaxValue;

    public Cycle(ClusterState state, QueueTree tree, FleetFacts facts, long now)
    {
        (State, Tree, Now) = (state, tree, now);
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

    /// <summary>What queues use; those that were told to stop no longer count, those they stop for do.</summary>
    public PoolUse Use { get; }

    /// <summary>The same if nothing ran: what a limit forbids here, it forbids forever.</summary>
    public PoolUse Unused { get; }

    /// <summary>How queues stand against each other.</summary>
    public ShareBook Shares { get; }

    /// <summary>Counts what made room or quota: what did not fit before may fit again.</summary>
    public int Epoch { get; private set; }

    /// <summary>Jobs looked at.</summary>
    public int Steps { get; set; }

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
                foreach (var (queue, demand) in _awaited) _covers.Await(queue, demand);
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

    /// <summary>Whether the cycle has decided about a job.</summary>
    public bool IsSettled(JobEntry job) => _settled.ContainsKey(job);

    /// <summary>Whether the cycle starts a job.</summary>
    public bool IsStarted(JobEntry job) => _settled.GetValueOrDefault(job);

    /// <summary>
    /// Whether a job is owed what it asks for: a queue on its way to the fleet is, no limit forbids it, and the fleet
    /// could hold it.
    /// </summary>
    public bool IsOwed(JobEntry job, int queue, JobOption option)
    {
        var least = job.Job.Shape.TaskCountLeast;
        var demand = option.DemandOf(least);
        return Use.LevelOwed(queue, demand) > 0 && Use.Block(queue, demand) is null && MayStay(job, queue, demand)
            && Room.MostTasks(job.ShapeIndex, option.Resource, option.Part) >= least;
    }

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
            Sequence = long.MaxValue / 2 + _started.Count,
            MayStop = false,
        };
        Room.Take(fit.Need, tasks, EndOf(job));
        Use.Add(queue, holding.Demand);
        _readiness.Started(job.Job);
        _started.Add(holding);
        _covers?.Add(holding);
        _calendar?.Add(ReleaseOf(holding));
        _settled.Add(job, true);
        _events.Add(new JobStarted(Now, job.Job.Id, resource, tasks));
    }

    /// <summary>A running job is told to stop. Its nodes are free only when it has.</summary>
    public void Stop(Holding holding, Preemption preemption)
    {
        Covers.Remove(holding);
        Use.Add(holding.Queue, holding.Demand with { Milli = -holding.Demand.Milli });
        _events.Add(new PreemptionOrdered(Now, preemption));
        Epoch++;
    }

    /// <summary>A job starts when others that were told to stop for it have; it counts as use already.</summary>
    public void Await(JobEntry job, int queue, Demand demand)
    {
        Use.Add(queue, demand);
        _readiness.Started(job.Job);
        Claim(job);
        if (job.Job.IsPreemptible) return;

        _awaited.Add((queue, demand));
        _covers?.Await(queue, demand);
    }

    /// <summary>
    /// Decides that a job waits. Its claim and its promise are over unless the cycle has renewed them, or has not
    /// looked.
    /// </summary>
    public void Settle(JobEntry job, Hold hold)
    {
        _settled.Add(job, false);
        if (hold.Reason != HoldReason.NotReached)
        {
            if (job.ClaimedSince is not null && !_claiming.Contains(job)) _events.Add(new ClaimClosed(Now, job.Job.Id));
            if (!_promises.ContainsKey(job)) DropPromise(job);
        }

        _verdicts.Add(new Verdict(job.Job.Id, hold));
        if (hold.Until is { } until) WakeAt(until);
    }

    /// <summary>A job is owed room that others borrow. Since when, in milliseconds.</summary>
    public long Claim(JobEntry job)
    {
        if (_claiming.Add(job) && job.ClaimedSince is null) _events.Add(new ClaimOpened(Now, job.Job.Id));
        return job.ClaimedSince ?? Now;
    }

    /// <summary>A job is promised nodes, or the promise that it holds is kept.</summary>
    public void Promise(JobEntry job, Reservation promise)
    {
        if (!promise.Equals(PromiseOf(job))) _events.Add(new ReservationMade(Now, promise));
        _promises[job] = promise;
    }

    /// <summary>The promise that a job may hold is over.</summary>
    public void DropPromise(JobEntry job)
    {
        if (PromiseOf(job) is not null) _events.Add(new ReservationDropped(Now, job.Job.Id));
        _promises[job] = null;
    }

    /// <summary>Asks for a cycle at a later time.</summary>
    public void WakeAt(long time)
    {
        if (time > Now) _wake = Math.Min(_wake, time);
    }

    /// <summary>The plan.</summary>
    public Plan ToPlan() => new() { Events = _events, Verdicts = _verdicts, NextWake = _wake, Steps = Steps };

    private Reservation? PromiseOf(JobEntry job) =>
        _promises.TryGetValue(job, out var promise) ? promise : job.Reservation;

    private Release ReleaseOf(Holding holding) =>
        new(EndOf(holding.Job), holding.Job.Job.Id, holding.Need, holding.Tasks);
}

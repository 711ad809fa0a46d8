using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Deciding;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reclaim;
using Headroom.Scheduling.Reservations;
using Headroom.Scheduling.Rooms;
using Headroom.Scheduling.Turns;

namespace Headroom.Scheduling.Peers;

/// <summary>What one cycle of a peer has decided so far, on trial copies of the cluster.</summary>
/// <remarks>
/// Two rooms: <see cref="Room"/> is what will be left when all who were told to stop have, and what is free right now.
/// A job starts when its places are free now; else it is promised them, and starts when they are.
/// </remarks>
internal sealed class PeerCycle
{
    private readonly List<ClusterEvent> _events = [];
    private readonly Dictionary<JobEntry, Hold?> _settled = [];
    private readonly List<JobEntry>[] _waiting;
    private readonly List<Release> _starting = [];
    private readonly List<JobEntry> _leaving = [];
    private readonly FleetRoom _free;
    private readonly Readiness _readiness;
    private readonly PoolUse _staying;
    private readonly ChipOption[]?[] _options;
    private readonly int _stepBudget;
    private RunningJobs? _running;
    private long _wake = long.MaxValue;

    public PeerCycle(ClusterState state, QueueTree tree, Topology topology, long now, int stepBudget)
    {
        (State, Tree, Now, _stepBudget) = (state, tree, now, stepBudget);
        Room = new TrialRoom(state, topology);
        Use = new PoolUse(tree, state);
        _free = state.Room.Copy();
        _options = new ChipOption[state.Shapes.Count][];
        _readiness = new Readiness(state, tree, now);
        _waiting = [.. Enumerable.Range(0, tree.Count).Select(_ => new List<JobEntry>())];
        _staying = new PoolUse(tree);
        foreach (var job in state.Queues.SelectMany(queue => queue.Running))
        {
            if (job.Phase == JobPhase.Stopping) LetGo(job, job.Need, job.Tasks);
            else if (!job.Job.IsPreemptible)
                Stay(Math.Max(tree.IndexOf(job.Queue.Name), 0), job.Resource, job.MilliHeld);
        }

        foreach (var job in state.Promised) Keep(job);
        foreach (var queue in state.Queues) Sort(queue);
    }

    /// <summary>The cluster at the begin of the cycle.</summary>
    public ClusterState State { get; }

    /// <summary>The queues.</summary>
    public QueueTree Tree { get; }

    /// <summary>Time of the cycle in milliseconds.</summary>
    public long Now { get; }

    /// <summary>What is left of the fleet when all who were told to stop have.</summary>
    public TrialRoom Room { get; }

    /// <summary>What queues use: those that were told to stop no longer count, those they stop for do.</summary>
    public PoolUse Use { get; }

    /// <summary>Jobs that run and were not told to stop.</summary>
    public RunningJobs Running => _running ??= new RunningJobs(this);

    /// <summary>Whether no more jobs may be looked at.</summary>
    public bool IsSpent => Steps >= _stepBudget;

    /// <summary>Jobs looked at.</summary>
    public int Steps { get; private set; }

    /// <summary>
    /// Jobs of a queue that could start if there were room and quota: highest priority, earliest submission, id.
    /// </summary>
    public IReadOnlyList<JobEntry> WaitingOf(int queue) => _waiting[queue];

    /// <summary>The same of all queues, by queue.</summary>
    public IEnumerable<(JobEntry Job, int Queue)> Waiting =>
        _waiting.SelectMany((jobs, queue) => jobs.Select(job => (job, queue)));

    /// <summary>Whether the cycle has decided about a job.</summary>
    public bool IsSettled(JobEntry job) => _settled.ContainsKey(job);

    /// <summary>What would do for a job, best first.</summary>
    public IReadOnlyList<ChipOption> OptionsOf(JobEntry job) =>
        _options[job.ShapeIndex] ??= [.. ChipOption.Of(Room, State, job)];

    /// <summary>
    /// Whether a job may be preempted, or runs within the nominal quota of its queue and of all above, together with
    /// all that may not be preempted there. Peers without such jobs keep their owners to what is theirs.
    /// </summary>
    public bool MayStay(JobEntry job, int queue, Demand demand)
    {
        if (job.Job.IsPreemptible) return true;

        for (var level = queue; level > 0; level = Tree.ParentOf(level))
        {
            var staying = _staying.Used(level, demand.Resource) + demand.Milli;
            if (staying > Tree.Nominal(level, demand.Resource)) return false;
        }

        return true;
    }

    /// <summary>When a job that starts now has ended for certain, in milliseconds.</summary>
    public long EndOf(JobEntry job) => Now + ExpectedEnd.LimitOf(job.Job, Tree.Policy.Planning);

    /// <summary>
    /// Starts a job by the first option that will do; null when it starts, else the reason of the best option that
    /// quota allows, or of the best.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="queue">Its queue.</param>
    /// <param name="quota">Why the peer forbids so much; null when it allows it.</param>
    public Hold? TryStart(JobEntry job, int queue, Func<Demand, Hold?> quota)
    {
        Look();
        if (_readiness.HoldOf(job, queue) is { } notReady) return notReady;

        Hold? nearest = null;
        foreach (var option in OptionsOf(job))
        {
            var hold = quota(option.DemandOf(job.Job.Shape.TaskCountLeast)) ?? TryStart(job, queue, option, quota);
            if (hold is null) return null;
            if (nearest is null || (IsOfRoom(hold) && !IsOfRoom(nearest))) nearest = hold;
        }

        return nearest;
    }

    private Hold? TryStart(JobEntry job, int queue, ChipOption option, Func<Demand, Hold?> quota)
    {
        if (Find(job, option, MostTasks(job, option, quota), out var shortage) is not { } placed)
            return HoldOfRoom(shortage, option.DemandOf(job.Job.Shape.TaskCountLeast));

        Start(job, queue, option, placed.Tasks);
        return null;
    }

    /// <summary>Places for a job when all who were told to stop have; null when there are none.</summary>
    public Placed? Find(JobEntry job, ChipOption option, int tasksMost, out Shortage shortage) =>
        Room.Find(
            new PlaceRequest(
                job.ShapeIndex, option.Resource, job.Job.Shape.TaskCountLeast, tasksMost, EndOf(job)),
            out shortage);

    // An elastic job takes as many tasks as the peer allows.
    private static int MostTasks(JobEntry job, ChipOption option, Func<Demand, Hold?> quota)
    {
        var (least, most) = (job.Job.Shape.TaskCountLeast, job.Job.Shape.TaskCount);
        while (least < most)
        {
            var middle = (int)(((long)least + most + 1) / 2);
            if (quota(option.DemandOf(middle)) is null) least = middle;
            else most = middle - 1;
        }

        return least;
    }

    /// <summary>A job starts, now or when those have stopped that are in its places.</summary>
    public void Start(JobEntry job, int queue, ChipOption option, ValueList<TaskPlacement> tasks)
    {
        var isFree = _free.CanTakeAll(option.Fit.Need, tasks);
        Occupy(job, queue, option, tasks, isFree);
        if (isFree) return;

        var start = Now + Tree.Policy.Reclaim.StopMilliseconds;
        var promise = new Reservation(job.Job.Id, start, option.Resource, tasks, IsReclaim: true);
        _events.Add(new ReservationMade(Now, promise));
        Settle(job, WaitingFor(promise));
    }

    /// <summary>Jobs are told to stop, and another starts in their place.</summary>
    public void Preempt(JobEntry job, int queue, ChipOption option, VictimSet set)
    {
        var demand = option.DemandOf(set.Tasks.Count);
        foreach (var victim in set.Victims)
        {
            var holding = victim.Holding;
            var rule = holding.Queue == queue ? PreemptionRule.Priority : PreemptionRule.Reclaim;
            var record = PreemptionRecord.Of(Tree, Use, job, queue, demand, victim, rule);
            _events.Add(new PreemptionOrdered(Now, record));
            Use.Add(holding.Queue, holding.Demand with { Milli = -holding.Demand.Milli });
            Running.Remove(holding);
            LetGo(holding.Job, holding.Need, holding.Tasks);
        }

        Start(job, queue, option, set.Tasks);
    }

    /// <summary>Counts a job that was looked at.</summary>
    public void Look() => Steps++;

    /// <summary>Decides that a job waits.</summary>
    public void Settle(JobEntry job, Hold hold) => _settled.Add(job, hold);

    /// <summary>Asks for a cycle at a later time.</summary>
    public void WakeAt(long time)
    {
        if (time > Now) _wake = Math.Min(_wake, time);
    }

    /// <summary>
    /// When running jobs, and those that the cycle starts, are believed to end; without those that were told to stop.
    /// </summary>
    public ReleaseCalendar CalendarNow()
    {
        var calendar = new ReleaseCalendar(State, Tree.Policy, Now);
        foreach (var job in _leaving)
            calendar.Remove(new Release(ExpectedEnd.OfRunning(job, Tree.Policy, Now), job.Job.Id, job.Need, job.Tasks));

        foreach (var release in _starting) calendar.Add(release);
        return calendar;
    }

    /// <summary>The plan. Jobs about which nothing was decided were not reached.</summary>
    public Plan ToPlan()
    {
        var notReached = new Hold(HoldReason.NotReached);
        var verdicts = new List<Verdict>();
        foreach (var job in State.Queues.SelectMany(queue => queue.Waiting))
        {
            var isSettled = _settled.TryGetValue(job, out var hold);
            if (!isSettled || hold is not null) verdicts.Add(new Verdict(job.Job.Id, hold ?? notReached));
        }

        return new Plan { Events = _events, Verdicts = verdicts, NextWake = _wake, Steps = Steps };
    }

    /// <summary>Whether a reason is about room and not about quota or the job itself.</summary>
    public static bool IsOfRoom(Hold hold) => hold.Reason
        is HoldReason.NoRoomNow or HoldReason.NoRoomTogether or HoldReason.ReservedForOthers;

    /// <summary>
    /// Whether a reason holds for all jobs of the same queue and shape until there is more room or quota.
    /// </summary>
    public static bool IsOfShape(Hold hold) => IsOfRoom(hold) || hold.Reason
        is HoldReason.OverQuota or HoldReason.NotLent or HoldReason.NeverWithinQuota;

    /// <summary>Why places were not found.</summary>
    public Hold HoldOfRoom(Shortage shortage, Demand demand) => RoomHold.Of(
        shortage, Tree.Resources, demand,
        Math.Max(Tree.Nominal(0, demand.Resource) - Use.Used(0, demand.Resource), 0));

    private void Sort(QueueState queue)
    {
        var index = Tree.IndexOf(queue.Name);
        var unknown = new Hold(HoldReason.UnknownQueue) { Level = queue.Name };
        foreach (var job in queue.Waiting)
        {
            if (IsSettled(job)) continue;

            if (index < 0 || !Tree.TakesJobs(index)) Settle(job, unknown);
            else if (_readiness.HoldOf(job, index) is { } notReady) SettleUntilReady(job, notReady);
            else if (OptionsOf(job).Count == 0) Settle(job, new Hold(HoldReason.NeverFits));
            else _waiting[index].Add(job);
        }
    }

    private void SettleUntilReady(JobEntry job, Hold notReady)
    {
        Settle(job, notReady);
        if (notReady.Until is { } until) WakeAt(until);
    }

    private void Keep(JobEntry job)
    {
        var queue = Tree.IndexOf(job.Queue.Name);
        var promise = job.Reservation!;
        var isKept = promise.IsReclaim && queue > 0 && Tree.TakesJobs(queue) && _readiness.HoldOf(job, queue) is null
            && promise.Tasks.All(task => Room.IsOpen(task.Node));
        if (!isKept || Room.FitOf(job.ShapeIndex, promise.Resource) is not { } fit
            || !Room.Left.CanTakeAll(fit.Need, promise.Tasks))
        {
            _events.Add(new ReservationDropped(Now, job.Job.Id));
            return;
        }

        var isFree = _free.CanTakeAll(fit.Need, promise.Tasks);
        Occupy(job, queue, new ChipOption(promise.Resource, fit), promise.Tasks, isFree);
        if (!isFree) Settle(job, WaitingFor(promise));
    }

    private void Occupy(JobEntry job, int queue, ChipOption option, ValueList<TaskPlacement> tasks, bool isFree)
    {
        var need = option.Fit.Need;
        Room.Take(need, tasks, EndOf(job));
        Use.Add(queue, option.DemandOf(tasks.Count));
        if (!job.Job.IsPreemptible) Stay(queue, option.Resource, tasks.Count * need.QuotaMilli);
        _readiness.Started(job.Job);
        _starting.Add(new Release(EndOf(job), job.Job.Id, need, tasks));
        if (!isFree) return;

        _free.TakeAll(need, tasks);
        _settled.Add(job, null);
        _events.Add(new JobStarted(Now, job.Job.Id, option.Resource, tasks));
    }

    private void Stay(int queue, int resource, long milli) => _staying.Add(queue, new Demand(resource, milli));

    private void LetGo(JobEntry job, in TaskNeed need, ValueList<TaskPlacement> tasks)
    {
        Room.Give(need, tasks);
        _leaving.Add(job);
    }

    private static Hold WaitingFor(Reservation promise) =>
        new(HoldReason.WaitingForPreemption) { Until = promise.Start };
}

using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;
using Headroom.Scheduling.Plans;
using Headroom.Scheduling.Quotas;
using Headroom.Scheduling.Reclaim;
using Headroom.Scheduling.Reservations;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Deciding;

/// <summary>Keeps the promises that were made, and makes new ones to jobs that are blocked.</summary>
/// <param name="cycle">The cycle.</param>
internal sealed class PromiseBook(Cycle cycle)
{
    private readonly Dictionary<int, JobEntry> _promisedOn = [];
    private readonly List<(JobEntry Job, int Queue, Demand Demand)> _made = [];

    /// <summary>
    /// Jobs for which others were told to stop: they start when those have, and until then their nodes are kept for
    /// them.
    /// </summary>
    public void KeepReclaimed()
    {
        foreach (var job in cycle.State.Promised)
        {
            if (job.Reservation is not { IsReclaim: true } promise || cycle.IsSettled(job)) continue;

            var queue = cycle.Tree.IndexOf(job.Queue.Name);
            var fit = cycle.Room.FitOf(job.ShapeIndex, promise.Resource);
            if (queue < 0 || fit is null || cycle.HoldOf(job, queue) is not null || !AllOpen(promise.Tasks)
                || !cycle.AfterStops.Left.CanTakeAll(fit.Value.Need, promise.Tasks))
            {
                cycle.DropPromise(job);
            }
            else
            {
                StartOrWait(job, queue, fit.Value, promise);
            }
        }
    }

    /// <summary>
    /// Promises nodes to a blocked job, again where it was promised some before, when there is a promise to be had.
    /// When it is to start.
    /// </summary>
    public long? TryPromise(JobEntry job, int queue, Hold hold) =>
        _made.Count < cycle.Tree.Policy.Planning.ReservationsMax && IsOfRoom(hold.Reason) ? Promise(job, queue) : null;

    /// <summary>Keeps nodes for a job until those that were told to stop for it have.</summary>
    public void Reclaim(JobEntry job, int queue, JobOption option, VictimSet victims)
    {
        var start = cycle.Now + cycle.Tree.Policy.Reclaim.StopMilliseconds;
        var promise = new Reservation(job.Job.Id, start, option.Resource, victims.Tasks, IsReclaim: true);
        BreakPromises(victims.Tasks);
        StartOrWait(job, queue, option.Fit, promise);
    }

    /// <summary>Whether a node is kept for a job by a promise of this cycle.</summary>
    public bool IsPromised(int node, JobEntry job) => _promisedOn.GetValueOrDefault(node) == job;

    /// <summary>A job that was to start waits on, since another is owed what it would take.</summary>
    public void Forgo(Holding holding, JobEntry beneficiary)
    {
        if (holding.Phase == HoldingPhase.Starting)
        {
            cycle.Unstart(holding);
        }
        else
        {
            cycle.Forgo(holding);
            KeepForAwaited(holding.Tasks);
        }

        cycle.Resume(holding.Job);
        cycle.Settle(holding.Job, new Hold(HoldReason.ReservedForOthers)
        {
            Resource = cycle.Tree.Resources[holding.Demand.Resource],
            AskedMilli = holding.Demand.Milli,
            Holders = [beneficiary.Job.Id],
        });
    }

    /// <summary>Drops promises whose quota has gone to jobs that started since.</summary>
    public void DropBlocked()
    {
        foreach (var (job, queue, demand) in _made)
        {
            if (cycle.PromiseOf(job) is not { IsReclaim: false } || cycle.Allows(job, queue, demand)) continue;

            cycle.DropPromise(job);
            cycle.AskAgain();
        }
    }

    /// <summary>Says of those that are still to start when others have stopped for whom they wait.</summary>
    public void SettleAwaited()
    {
        foreach (var holding in cycle.Awaited)
        {
            var nodes = holding.Tasks.Select(task => task.Node).ToHashSet();
            var leaving = cycle.AfterStops.StoppingOn(nodes).Take(Hold.HoldersMax).Select(other => other.Job.Id);
            cycle.Resume(holding.Job);
            cycle.Settle(holding.Job, new Hold(HoldReason.WaitingForPreemption)
            {
                Holders = ValueList.From(leaving),
                Until = cycle.PromiseOf(holding.Job)?.Start,
            });
        }
    }

    // What is owed goes before what was promised since: it would at the next cycle.
    private void BreakPromises(ValueList<TaskPlacement> tasks)
    {
        foreach (ref readonly var task in tasks.AsSpan())
        {
            if (!_promisedOn.Remove(task.Node, out var promised)) continue;

            cycle.Room.Unguard(task.Node);
            cycle.DropPromise(promised);
            // Others were fitted around it.
            cycle.AskAgain();
        }
    }

    private long? Promise(JobEntry job, int queue)
    {
        var planner = new PromisePlanner(cycle.Room, cycle.Topology, cycle.Calendar);
        var (best, bestOption) = ((Promise?)null, default(JobOption));
        foreach (var option in cycle.OptionsOf(job))
        {
            var demand = option.DemandOf(job.Job.Shape.TaskCountLeast);
            if (!cycle.Allows(job, queue, demand) || cycle.Unused.Block(queue, demand) is not null) continue;

            var promise = planner.Plan(
                option.Fit,
                job.Job.Shape.TaskCountLeast,
                JobPlaces.PartsFor(cycle.Room, job, option.Part),
                node => JobPlaces.MayUse(cycle, node, option));
            if (promise is not null && (best is null || promise.Start < best.Start))
                (best, bestOption) = (promise, option);
        }

        return best is null ? null : Keep(job, queue, bestOption, best);
    }

    private long Keep(JobEntry job, int queue, JobOption option, Promise promise)
    {
        _made.Add((job, queue, option.DemandOf(job.Job.Shape.TaskCountLeast)));
        var start = Math.Max(promise.Start, cycle.Now);
        cycle.Promise(job, new Reservation(job.Job.Id, start, option.Resource, promise.Tasks, IsReclaim: false));
        foreach (var (node, room) in promise.Left)
        {
            cycle.Room.Guard(node, start, room);
            _promisedOn[node] = job;
        }

        cycle.WakeAt(start);
        return start;
    }

    private void StartOrWait(JobEntry job, int queue, Fit fit, Reservation promise)
    {
        if (cycle.Room.Left.CanTakeAll(fit.Need, promise.Tasks))
        {
            // Others may have been told to stop there since.
            KeepForAwaited(promise.Tasks.Where(task => cycle.Room.IsGuarded(task.Node)));
            cycle.Start(job, queue, promise.Resource, fit, promise.Tasks);
        }
        else
        {
            cycle.Await(job, queue, fit, promise);
            KeepForAwaited(promise.Tasks);
        }
    }

    // From now on, not only from when others have to have stopped: jobs start as soon as they have.
    private void KeepForAwaited(IEnumerable<TaskPlacement> tasks)
    {
        foreach (var node in tasks.Select(task => task.Node).Distinct().Order())
        {
            cycle.Room.Unguard(node);
            cycle.Room.Guard(node, cycle.Now, NodeRoom.Of(cycle.AfterStops.Left, node));
        }
    }

    private bool AllOpen(ValueList<TaskPlacement> tasks) => tasks.All(task => cycle.Room.IsOpen(task.Node));

    private static bool IsOfRoom(HoldReason reason) => reason
        is HoldReason.NoRoomNow or HoldReason.NoRoomTogether
        or HoldReason.ReservedForOthers or HoldReason.WaitingForReclaim;
}

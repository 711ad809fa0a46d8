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
    private int _promises;

    /// <summary>
    /// Jobs for which others were told to stop: they start when those have, and until then their nodes are kept for
    /// them.
    /// </summary>
    public void KeepReclaimed()
    {
        if (!cycle.State.Promised.Any(job => job.Reservation is { IsReclaim: true })) return;

        var stopping = ByNode(cycle.State.Queues.SelectMany(queue => queue.Running)
            .Where(job => job.Phase == JobPhase.Stopping));
        foreach (var job in cycle.State.Promised)
        {
            if (job.Reservation is not { IsReclaim: true } promise || cycle.IsSettled(job)) continue;

            var queue = cycle.Tree.IndexOf(job.Queue.Name);
            var fit = cycle.Room.FitOf(job.ShapeIndex, promise.Resource);
            if (queue < 0 || fit is null || cycle.HoldOf(job, queue) is not null || !AllOpen(promise.Tasks))
                cycle.DropPromise(job);
            else if (cycle.Room.Left.CanTakeAll(fit.Value.Need, promise.Tasks))
                cycle.Start(job, queue, promise.Resource, fit.Value, promise.Tasks);
            else if (!Wait(job, queue, promise, fit.Value, stopping))
                cycle.DropPromise(job);
        }
    }

    /// <summary>
    /// Promises nodes to a blocked job, again where it was promised some before, when there is a promise to be had.
    /// When it is to start.
    /// </summary>
    public long? TryPromise(JobEntry job, int queue, Hold hold) =>
        _promises < cycle.Tree.Policy.Planning.ReservationsMax && IsOfRoom(hold.Reason) ? Promise(job, queue) : null;

    /// <summary>Keeps nodes for a job until those that were told to stop for it have.</summary>
    public void Reclaim(JobEntry job, int queue, JobOption option, VictimSet victims)
    {
        if (cycle.Room.Left.CanTakeAll(option.Fit.Need, victims.Tasks))
        {
            cycle.Start(job, queue, option.Resource, option.Fit, victims.Tasks);
            return;
        }

        var start = cycle.Now + cycle.Tree.Policy.Reclaim.StopMilliseconds;
        var leaving = victims.Victims.Select(victim => victim.Holding.Job).ToList();
        var promise = new Reservation(job.Job.Id, start, option.Resource, victims.Tasks, IsReclaim: true);
        if (!Wait(job, queue, promise, option.Fit, ByNode(leaving)))
            throw new InvalidOperationException($"The victims of job {job.Job.Id} do not make room for it.");
    }

    private long? Promise(JobEntry job, int queue)
    {
        var planner = new PromisePlanner(cycle.Room, cycle.Topology, cycle.Calendar);
        var (best, bestOption) = ((Promise?)null, default(JobOption));
        foreach (var option in cycle.OptionsOf(job))
        {
            if (cycle.Use.Block(queue, option.DemandOf(job.Job.Shape.TaskCountLeast)) is not null) continue;

            var promise = planner.Plan(
                option.Fit,
                job.Job.Shape.TaskCountLeast,
                JobPlaces.PartsFor(cycle.Topology, job, option.Part),
                node => JobPlaces.MayUse(cycle, node, option));
            if (promise is not null && (best is null || promise.Start < best.Start))
                (best, bestOption) = (promise, option);
        }

        return best is null ? null : Keep(job, bestOption, best);
    }

    private long Keep(JobEntry job, JobOption option, Promise promise)
    {
        _promises++;
        var start = Math.Max(promise.Start, cycle.Now);
        cycle.Promise(job, new Reservation(job.Job.Id, start, option.Resource, promise.Tasks, IsReclaim: false));
        foreach (var (node, room) in promise.Left) cycle.Room.Guard(node, start, room);
        cycle.WakeAt(start);
        return start;
    }

    private bool Wait(
        JobEntry job, int queue, Reservation promise, Fit fit, Dictionary<int, List<JobEntry>> stopping)
    {
        var nodes = promise.Tasks.Select(task => task.Node).Distinct().Order().ToList();
        var leaving = nodes.SelectMany(node => stopping.GetValueOrDefault(node) ?? []).Distinct().ToList();
        if (leaving.Count == 0 || nodes.Any(cycle.Room.IsGuarded)) return false;

        var rooms = nodes.ToDictionary(node => node, node => NodeRoom.Of(cycle.Room.Left, node));
        foreach (var other in leaving)
        {
            foreach (var held in other.Tasks)
            {
                if (rooms.TryGetValue(held.Node, out var room)) room.Give(other.Need, held);
            }
        }

        foreach (var task in promise.Tasks)
        {
            if (!rooms[task.Node].CanTake(fit.Need, task)) return false;
            rooms[task.Node].Take(fit.Need, task);
        }

        // From now on, not only from then: the job starts as soon as the others have stopped.
        foreach (var node in nodes) cycle.Room.Guard(node, cycle.Now, rooms[node]);
        cycle.Promise(job, promise);
        cycle.Await(job, queue, new Demand(promise.Resource, promise.Tasks.Count * fit.Need.QuotaMilli));
        cycle.Settle(job, new Hold(HoldReason.WaitingForPreemption)
        {
            Holders = ValueList.From(leaving.Take(Hold.HoldersMax).Select(other => other.Job.Id)),
            Until = promise.Start,
        });
        return true;
    }

    private bool AllOpen(ValueList<TaskPlacement> tasks) => tasks.All(task => cycle.Room.IsOpen(task.Node));

    private static Dictionary<int, List<JobEntry>> ByNode(IEnumerable<JobEntry> jobs)
    {
        var byNode = new Dictionary<int, List<JobEntry>>();
        foreach (var job in jobs)
        {
            foreach (var node in job.Tasks.Select(task => task.Node).Distinct())
            {
                if (!byNode.TryGetValue(node, out var onNode)) byNode.Add(node, onNode = []);
                onNode.Add(job);
            }
        }

        return byNode;
    }

    private static bool IsOfRoom(HoldReason reason) => reason
        is HoldReason.NoRoomNow or HoldReason.NoRoomTogether
        or HoldReason.ReservedForOthers or HoldReason.WaitingForReclaim;
}

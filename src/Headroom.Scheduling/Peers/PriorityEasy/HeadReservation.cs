using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Scheduling.Deciding;
using Headroom.Scheduling.Reservations;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Peers.PriorityEasy;

/// <summary>
/// Keeps nodes for the first job that does not fit, at the earliest time at which it will if everyone ends at the
/// limit; later jobs may use them until then (EASY backfill, Lifka 1995).
/// </summary>
internal static class HeadReservation
{
    /// <summary>Makes the reservation. When the job is to start, in milliseconds; null when it will not fit.</summary>
    /// <param name="cycle">The cycle; no node is kept in it yet.</param>
    /// <param name="job">The job.</param>
    /// <param name="queue">Its queue.</param>
    public static long? Make(PeerCycle cycle, JobEntry job, int queue)
    {
        Promise? best = null;
        var planner = new PromisePlanner(cycle.Room, cycle.Room.Topology, cycle.CalendarNow());
        foreach (var option in cycle.OptionsOf(job))
        {
            var least = job.Job.Shape.TaskCountLeast;
            if (HardLimits.HoldOf(cycle, queue, option.DemandOf(least)) is not null) continue;

            var parts = JobPlaces.PartsFor(cycle.Room, job, Topology.Anywhere);
            var promise = planner.Plan(option.Fit, least, parts, node => IsFor(cycle, job.Job.Shape, option, node));
            if (promise is not null && (best is null || promise.Start < best.Start)) best = promise;
        }

        if (best is null) return null;

        var start = Math.Max(best.Start, cycle.Now);
        foreach (var (node, room) in best.Left) cycle.Room.Guard(node, start, room);
        return start;
    }

    private static bool IsFor(PeerCycle cycle, JobShape shape, ChipOption option, int node) =>
        cycle.Room.IsOpen(node)
        && (shape.GpuCount == 0 || cycle.State.ResourceOf(node) == option.Resource)
        && shape.Admits(cycle.State.Fleet.Nodes[node].Place);
}

using Headroom.Cluster;
using Headroom.Cluster.State;
using Headroom.Scheduling.Rooms;

namespace Headroom.Scheduling.Deciding;

/// <summary>Where in the fleet a job may run when room is made for it, now or later.</summary>
internal static class JobPlaces
{
    /// <summary>Parts of the topology, each of which would do for the whole gang.</summary>
    /// <param name="room">What is left of the fleet.</param>
    /// <param name="job">The job.</param>
    /// <param name="within">Part to stay within.</param>
    public static IReadOnlyList<int> PartsFor(TrialRoom room, JobEntry job, int within)
    {
        var shape = job.Job.Shape;
        if (shape.TaskCountLeast == 1 && shape.Clusters.Count == 0) return [within];

        var level = shape.TaskCountLeast > 1 && shape.Topology is { IsRequired: true } wish
            ? wish.Level
            : TopologyLevel.Cluster;
        if (level > TopologyLevel.Cluster) level = TopologyLevel.Cluster;
        var (begin, end) = room.Topology.PositionsOf(within);
        var (first, last) = room.Topology.PartsWithin(level, begin, end);
        return [.. Enumerable.Range(first, last - first).Where(part => room.Admits(job.ShapeIndex, part))];
    }

    /// <summary>Whether a node takes work of this kind and is kept for nobody.</summary>
    public static bool MayUse(Cycle cycle, int node, JobOption option) =>
        Takes(cycle, node, option) && !cycle.Room.IsGuarded(node);

    /// <summary>The same where it may be kept for those for whom others stop.</summary>
    public static bool MayAwait(Cycle cycle, int node, JobOption option) =>
        Takes(cycle, node, option) && (!cycle.Room.IsGuarded(node) || cycle.AfterStops.IsAwaited(node));

    /// <summary>Whether a node takes work of this kind, whoever it is kept for.</summary>
    public static bool Takes(Cycle cycle, int node, JobOption option) =>
        cycle.Room.IsOpen(node)
        && (option.Fit.Need.GpuCount == 0 || cycle.State.ResourceOf(node) == option.Resource);
}

using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;

namespace Headroom.Simulation.Sharing.Guarantees;

/// <summary>
/// Whether a whole job could be placed, by counting on every node how many of its tasks fit. All tasks are alike, so
/// the count is exact and their sum over a part of the fleet decides.
/// </summary>
internal sealed class PlainRoom(ClusterState state, NodeGroups groups)
{
    /// <summary>Whether all tasks of a job fit on nodes with one chip model.</summary>
    /// <param name="room">What is left on the nodes.</param>
    /// <param name="shape">What it asks for.</param>
    /// <param name="resource">Index of the chip model; of processors for jobs without accelerators.</param>
    public bool Holds(FleetRoom room, JobShape shape, int resource)
    {
        var level = shape.Topology is { IsRequired: true } wish && wish.Level < TopologyLevel.Cluster
            ? wish.Level
            : TopologyLevel.Cluster;
        var fit = new long[groups.CountAt(level)];
        for (var node = 0; node < room.Count; node++)
        {
            if (!Admits(node, shape, resource)) continue;
            if (TaskNeed.Of(shape, state.ModelOf(node)) is not { } need) continue;

            var part = groups.PartOf(node, level);
            fit[part] += TasksOn(room, node, need, shape.TaskCount);
            if (fit[part] >= shape.TaskCount) return true;
        }

        return false;
    }

    private bool Admits(int node, JobShape shape, int resource)
    {
        if (state.StatusOf(node) != NodeStatus.InService) return false;
        if (shape.GpuCount > 0 && state.ResourceOf(node) != resource) return false;

        var place = state.Fleet.Nodes[node].Place;
        return shape.Admits(place) && shape.DataSets.All(name => CanRead(name, place.Region));
    }

    // Data sets that the fleet does not list are taken to be everywhere.
    private bool CanRead(string name, string region) =>
        state.Fleet.DataSets.FirstOrDefault(data => data.Name == name) is not { } found
        || found.Regions.Contains(region)
        || state.Fleet.Links.Any(link => link.To == region && found.Regions.Contains(link.From));

    private long TasksOn(FleetRoom room, int node, in TaskNeed need, long most)
    {
        if (need.CpuMillicores > 0) most = Math.Min(most, room.CpuLeft(node) / need.CpuMillicores);
        if (need.MemoryMiB > 0) most = Math.Min(most, room.MemoryLeft(node) / need.MemoryMiB);
        if (need.GpuCount == 0) return most;
        if (need.TakesWholeGpus) return Math.Min(most, WholeGpus(room, node, need) / need.GpuCount);

        var shared = 0L;
        for (var gpu = 0; gpu < room.GpuCount(node); gpu++)
        {
            var here = room.MilliLeft(node)[gpu] / need.GpuMilli;
            if (need.GpuMemoryMiB > 0)
                here = (int)Math.Min(here, room.GpuMemoryLeft(node)[gpu] / need.GpuMemoryMiB);

            shared += need.SliceSlots > 0 ? Math.Min(here, SlicesOn(room, node, gpu, need)) : here;
        }

        return Math.Min(most, shared);
    }

    private static int WholeGpus(FleetRoom room, int node, in TaskNeed need)
    {
        var free = 0;
        for (var gpu = 0; gpu < room.GpuCount(node); gpu++)
        {
            var isWhole = room.MilliLeft(node)[gpu] == TaskRequest.WholeGpuMilli
                && room.GpuMemoryLeft(node)[gpu] >= need.GpuMemoryMiB
                && room.SlotsTaken(node)[gpu] == 0;
            if (isWhole) free++;
        }

        return free;
    }

    // Slices of one length that begin as early as they can: no other choice cuts more of them.
    private int SlicesOn(FleetRoom room, int node, int gpu, in TaskNeed need)
    {
        var (count, end) = (0, 0);
        var taken = room.SlotsTaken(node)[gpu];
        foreach (var start in StartsOf(state.ModelOf(node), need))
        {
            var slots = ((1 << need.SliceSlots) - 1) << start;
            if (start < end || (taken & slots) != 0) continue;

            (count, end) = (count + 1, start + need.SliceSlots);
        }

        return count;
    }

    private static ValueList<int> StartsOf(ChipModel model, TaskNeed need)
    {
        foreach (var slice in model.Slices)
        {
            if (slice.Milli == need.GpuMilli && slice.MemoryMiB == need.GpuMemoryMiB && slice.Slots == need.SliceSlots)
                return slice.Starts;
        }

        return [];
    }
}

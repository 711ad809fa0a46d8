using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;

namespace Headroom.Simulation.Tests.Sharing;

/// <summary>First nodes and accelerators that will do, in the order of their index.</summary>
internal static class PlainPlacement
{
    /// <summary>
    /// Takes room for a whole job and says where; null when there is none, and then nothing is taken.
    /// </summary>
    public static (int Resource, ValueList<TaskPlacement> Tasks)? Place(
        ClusterState state, FleetRoom room, JobEntry job, int? tasks = null)
    {
        var shape = job.Job.Shape;
        foreach (var resource in Resources(state, job))
        {
            var placed = new List<TaskPlacement>();
            for (var node = 0; node < room.Count && placed.Count < (tasks ?? shape.TaskCount); node++)
            {
                if (state.StatusOf(node) != NodeStatus.InService) continue;
                if (shape.GpuCount > 0 && state.ResourceOf(node) != resource) continue;
                if (TaskNeed.Of(shape, state.ModelOf(node)) is not { } need) continue;

                while (placed.Count < (tasks ?? shape.TaskCount) && OnNode(state, room, need, node) is { } place)
                {
                    room.Take(need, place);
                    placed.Add(place);
                }
            }

            if (placed.Count == (tasks ?? shape.TaskCount)) return (resource, ValueList.From(placed));
            foreach (var place in placed) room.Give(TaskNeed.Of(shape, state.ModelOf(place.Node))!.Value, place);
        }

        return null;
    }

    private static IEnumerable<int> Resources(ClusterState state, JobEntry job)
    {
        var shape = job.Job.Shape;
        if (shape.GpuCount == 0) return [state.Resources.Cpu];
        if (shape.Chips.Count == 0) return Enumerable.Range(0, state.Resources.ChipModelCount);
        return shape.Chips.Select(chip => state.Resources.IndexOf(chip.Model)).Where(index => index >= 0);
    }

    private static TaskPlacement? OnNode(ClusterState state, FleetRoom room, TaskNeed need, int node)
    {
        var gpus = GpuSet.None;
        for (var gpu = 0; gpu < room.GpuCount(node) && gpus.Count < need.GpuCount; gpu++)
        {
            foreach (var start in state.ModelOf(node).Slices.SelectMany(slice => slice.Starts).Prepend(0).Distinct())
            {
                if (start + need.SliceSlots > state.ModelOf(node).SliceSlots && need.SliceSlots > 0) continue;
                if (need.SliceSlots == 0 && start > 0) continue;
                var one = new TaskPlacement(node, GpuSet.Of(gpu), start);
                if (!room.CanTake(need with { GpuCount = 1, CpuMillicores = 0, MemoryMiB = 0 }, one)) continue;
                if (need.SliceSlots > 0) return room.CanTake(need, one) ? one : null;
                gpus = gpus.With(gpu);
                break;
            }
        }

        var place = new TaskPlacement(node, gpus);
        return room.CanTake(need, place) ? place : null;
    }
}

using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Tests.Deciding.Exhaustive;

/// <summary>
/// Every way to place a job in a small room without slices. Of accelerators that are equally full, the first stands for
/// all.
/// </summary>
internal static class EveryPlace
{
    /// <summary>Chip models that a shape may run on, with what each of its tasks takes there.</summary>
    public static IEnumerable<(int Resource, TaskNeed Need)> Needs(ClusterState state, JobShape shape)
    {
        for (var resource = 0; resource < state.Resources.ChipModelCount; resource++)
        {
            var name = state.Resources[resource];
            var node = Enumerable.Range(0, state.Fleet.Nodes.Count)
                .First(index => state.ResourceOf(index) == resource);
            if (shape.Chips.Count > 0 && shape.Chips.All(chip => chip.Model != name)) continue;
            if (TaskNeed.Of(shape, state.ModelOf(node)) is { } need) yield return (resource, need);
        }
    }

    /// <summary>Places for all tasks together.</summary>
    public static IEnumerable<ValueList<TaskPlacement>> Of(
        ClusterState state, FleetRoom room, int resource, TaskNeed need, int tasks) =>
        Of(state, room, resource, need, tasks, from: 0).Select(ValueList.From);

    // Tasks are equal, so that each is on the node of the one before or on a later one.
    private static IEnumerable<IEnumerable<TaskPlacement>> Of(
        ClusterState state, FleetRoom room, int resource, TaskNeed need, int tasks, int from)
    {
        if (tasks == 0)
        {
            yield return [];
            yield break;
        }

        for (var node = from; node < room.Count; node++)
        {
            if (state.ResourceOf(node) != resource) continue;

            foreach (var place in On(room, node, need))
            {
                if (!room.CanTake(need, place)) continue;

                var left = room.Copy();
                left.Take(need, place);
                foreach (var others in Of(state, left, resource, need, tasks - 1, node))
                    yield return others.Prepend(place);
            }
        }
    }

    private static IEnumerable<TaskPlacement> On(FleetRoom room, int node, TaskNeed need)
    {
        var left = room.MilliLeft(node).ToArray();
        if (!need.TakesWholeGpus)
        {
            return Enumerable.Range(0, left.Length).GroupBy(gpu => left[gpu])
                .Select(equal => new TaskPlacement(node, GpuSet.Of(equal.First())));
        }

        var free = Enumerable.Range(0, left.Length).Where(gpu => left[gpu] == TaskRequest.WholeGpuMilli)
            .Take(need.GpuCount).Aggregate(GpuSet.None, (gpus, gpu) => gpus.With(gpu));
        return [new TaskPlacement(node, free)];
    }
}

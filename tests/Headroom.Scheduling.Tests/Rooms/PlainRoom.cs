using System.Numerics;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Tests.Rooms;

/// <summary>The slow and plain version of the trial room: lists of tasks and of promises, added up on demand.</summary>
internal sealed class PlainRoom(ClusterState state)
{
    public sealed record Running(TaskNeed Need, ValueList<TaskPlacement> Tasks, long EndsAt);

    public sealed record Promise(int Node, long Start, TaskNeed Need, ValueList<TaskPlacement> Tasks);

    public List<Running> Jobs { get; } = [];

    public List<Promise> Promises { get; } = [];

    /// <summary>How many tasks fit on each node for a job that ends at a time; guards or not.</summary>
    public int TasksOn(int node, int shape, int resource, TaskNeed need, long endsAt)
    {
        var wanted = state.Shapes[shape];
        var place = state.Fleet.Nodes[node].Place;
        if (state.StatusOf(node) != NodeStatus.InService) return 0;
        if (resource != state.Resources.Cpu && state.ResourceOf(node) != resource) return 0;
        if (wanted.Regions.Count > 0 && !wanted.Regions.Contains(place.Region)) return 0;
        if (wanted.Clusters.Count > 0 && !wanted.Clusters.Contains(place.Cluster)) return 0;

        var views = Promises.Where(promise => promise.Node == node && endsAt > promise.Start)
            .Select(promise => At(node, promise.Start, promise))
            .Prepend(At(node, long.MinValue, null))
            .ToList();
        var cpu = views.Min(view => view.Cpu);
        var memory = views.Min(view => view.Memory);
        var most = need.CpuMillicores > 0 ? cpu / need.CpuMillicores : 1_000;
        if (need.MemoryMiB > 0) most = Math.Min(most, memory / need.MemoryMiB);
        if (need.GpuCount == 0) return (int)most;

        var gpus = Enumerable.Range(0, state.Fleet.Nodes[node].GpuCount)
            .Select(gpu => (
                Milli: views.Min(view => view.Milli[gpu]), Memory: views.Min(view => view.GpuMemory[gpu]),
                Slots: views.Aggregate(0u, (taken, view) => taken | view.Slots[gpu])))
            .ToList();
        var byGpus = need.TakesWholeGpus
            ? gpus.Count(gpu => gpu.Milli == 1_000) / need.GpuCount
            : gpus.Sum(gpu => OnOne(gpu.Milli, gpu.Memory, gpu.Slots, shape, resource, need));
        return (int)Math.Min(most, byGpus);
    }

    /// <summary>What would be left on a node at a time if nothing else happened, after what is promised then.</summary>
    public (long Cpu, long Memory, int[] Milli, long[] GpuMemory, uint[] Slots) At(
        int node, long time, Promise? promise)
    {
        var spec = state.Fleet.Nodes[node];
        var milli = Enumerable.Repeat(1_000, spec.GpuCount).ToArray();
        var gpuMemory = Enumerable.Repeat(state.ModelOf(node).MemoryMiB, spec.GpuCount).ToArray();
        var slots = new uint[spec.GpuCount];
        var (cpu, memory) = (spec.CpuMillicores, spec.MemoryMiB);
        var takers = Jobs.Where(job => job.EndsAt > time).Select(job => (job.Need, job.Tasks));
        if (promise is not null) takers = takers.Append((promise.Need, promise.Tasks));
        foreach (var (need, task) in takers.SelectMany(taker => taker.Tasks.Select(task => (taker.Need, task))))
        {
            if (task.Node != node) continue;

            cpu -= need.CpuMillicores;
            memory -= need.MemoryMiB;
            foreach (var gpu in Enumerable.Range(0, spec.GpuCount).Where(task.Gpus.Contains))
            {
                milli[gpu] -= need.GpuMilli;
                gpuMemory[gpu] -= need.GpuMemoryMiB;
                var own = ((1u << need.SliceSlots) - 1) << task.SliceStart;
                Assert.Equal(0u, slots[gpu] & own);
                slots[gpu] |= own;
            }
        }

        return (cpu, memory, milli, gpuMemory, slots);
    }

    /// <summary>Whether every node keeps, at every promise's time, what it promised.</summary>
    public void AssertPromisesAreKept()
    {
        foreach (var promise in Promises)
        {
            var left = At(promise.Node, promise.Start, promise);
            Assert.True(left.Cpu >= 0 && left.Memory >= 0);
            Assert.All(left.Milli, milli => Assert.InRange(milli, 0, 1_000));
            Assert.All(left.GpuMemory, memory => Assert.True(memory >= 0));
        }
    }

    private int OnOne(int milli, long memory, uint slots, int shape, int resource, TaskNeed need)
    {
        var most = milli / need.GpuMilli;
        if (need.GpuMemoryMiB > 0) most = (int)Math.Min(most, memory / need.GpuMemoryMiB);
        if (need.SliceSlots == 0 || most == 0) return most;

        var model = state.Fleet.ChipModels.Single(chip => chip.Name == state.Resources[resource]);
        var slice = state.Shapes[shape].Slice;
        var starts = model.Slices.First(profile =>
            slice.Length > 0 ? profile.Name == slice : profile.Slots == need.SliceSlots).Starts;
        return Math.Min(most, Enumerable.Range(0, 1 << starts.Count)
            .Where(chosen => AreApart(chosen, starts, need.SliceSlots, slots))
            .Max(chosen => BitOperations.PopCount((uint)chosen)));
    }

    private static bool AreApart(int chosen, ValueList<int> starts, int length, uint taken)
    {
        for (var index = 0; index < starts.Count; index++)
        {
            if ((chosen & (1 << index)) == 0) continue;

            var own = ((1u << length) - 1) << starts[index];
            if ((taken & own) != 0) return false;
            taken |= own;
        }

        return true;
    }
}

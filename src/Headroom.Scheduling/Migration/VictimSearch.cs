using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Migration;

/// <summary>Finds the tasks of a node without which it could take another task.</summary>
internal static class VictimSearch
{
    /// <summary>
    /// Whether the node could take the task if everyone movable left it. One pass without allocation: a blocked task asks all nodes.
    /// </summary>
    public static bool MayHelp(Residents residents, MovableClasses movable, TaskClass task, int node)
    {
        var pool = residents.Pool;
        if (task.GpuCount > pool.GpuCount(node) || !task.AdmitsModel(pool.ChipModel(node))) return false;

        var cpu = pool.CpuLeft(node);
        var memory = pool.MemoryLeft(node);
        Span<int> gpus = stackalloc int[pool.GpuSlots];
        pool.GpuLeft(node).CopyTo(gpus);
        var tasks = residents.On(node);
        for (var index = 0; index < tasks.Count; index++)
        {
            var (user, placement) = tasks[index];
            if (!movable.Contains(user)) continue;

            cpu += user.CpuMillicores;
            memory += user.MemoryMiB;
            for (var gpu = 0; gpu < gpus.Length; gpu++)
                if (placement.Gpus.Contains(gpu)) gpus[gpu] += user.GpuMilli;
        }

        var enough = 0;
        foreach (var left in gpus)
            if (left >= task.GpuMilli) enough++;

        return enough >= task.GpuCount && cpu >= task.CpuMillicores && memory >= task.MemoryMiB;
    }

    /// <summary>The least to move, accelerators first, then CPU and memory; empty when that does not do.</summary>
    public static IReadOnlyList<Resident> Victims(Residents residents, MovableClasses movable, TaskClass task, int node)
    {
        var pool = residents.Pool;
        var candidates = residents.On(node).Where(user => movable.Contains(user.Task)).ToList();
        var victims = OfCheapestGpus(pool, candidates, task, node);
        var cpu = pool.CpuLeft(node) + victims.Sum(victim => victim.Task.CpuMillicores);
        var memory = pool.MemoryLeft(node) + victims.Sum(victim => victim.Task.MemoryMiB);
        var others = candidates.Except(victims).OrderBy(other => other.Task.GpuMilliTotal).ThenByDescending(other => other.Task.CpuMillicores);
        foreach (var other in others)
        {
            if (cpu >= task.CpuMillicores && memory >= task.MemoryMiB) break;
            victims.Add(other);
            cpu += other.Task.CpuMillicores;
            memory += other.Task.MemoryMiB;
        }

        return victims;
    }

    private static List<Resident> OfCheapestGpus(NodePool pool, List<Resident> candidates, TaskClass task, int node) =>
        [.. Enumerable.Range(0, pool.GpuCount(node))
            .Select(gpu => OfGpu(candidates, gpu, task.GpuMilli - pool.GpuLeft(node)[gpu]))
            .OfType<IReadOnlyList<Resident>>()
            .OrderBy(victims => victims.Sum(victim => victim.Task.GpuMilliTotal)).ThenBy(victims => victims.Count)
            .Take(task.GpuCount)
            .SelectMany(victims => victims)
            .Distinct()];

    // The one smallest user whose going frees enough, else the smallest ones together; null when all of them are not enough.
    private static IReadOnlyList<Resident>? OfGpu(List<Resident> candidates, int gpu, int missing)
    {
        if (missing <= 0) return [];

        var users = candidates.Where(user => user.Placement.Gpus.Contains(gpu)).OrderBy(user => user.Task.GpuMilli).ToList();
        var single = users.FindIndex(user => user.Task.GpuMilli >= missing);
        if (single >= 0) return [users[single]];

        var count = 0;
        for (var freed = 0; freed < missing; freed += users[count++].Task.GpuMilli)
            if (count == users.Count) return null;

        return users[..count];
    }
}

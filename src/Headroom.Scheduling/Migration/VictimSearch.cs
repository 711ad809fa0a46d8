using Headroom.Scheduling.Nodes;

namespace Headroom.Scheduling.Migration;

/// <summary>Finds the tasks of a node without which it could take another task.</summary>
internal static class VictimSearch
{
    /// <summary>
    /// Whether the node could take the task if everyone movable left it. One pass without allocation: a
    /// blocked task asks all nodes.
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
        var candidates = residents.On(node)
            .Where(user => movable.Contains(user.Task))
            .Select((user, number) => new Candidate(user, number))
            .ToList();
        var victims = OfCheapestGpus(pool, candidates, task, node);
        var cpu = pool.CpuLeft(node) + victims.Sum(victim => victim.User.Task.CpuMillicores);
        var memory = pool.MemoryLeft(node) + victims.Sum(victim => victim.User.Task.MemoryMiB);
        var others = candidates.Except(victims)
            .OrderBy(other => other.User.Task.GpuMilliTotal)
            .ThenByDescending(other => other.User.Task.CpuMillicores);
        foreach (var other in others)
        {
            if (cpu >= task.CpuMillicores && memory >= task.MemoryMiB) break;
            victims.Add(other);
            cpu += other.User.Task.CpuMillicores;
            memory += other.User.Task.MemoryMiB;
        }

        return [.. victims.Select(victim => victim.User)];
    }

    private static List<Candidate> OfCheapestGpus(
        NodePool pool, List<Candidate> candidates, TaskClass task, int node) =>
        [.. Enumerable.Range(0, pool.GpuCount(node))
            .Select(gpu => OfGpu(candidates, gpu, task.GpuMilli - pool.GpuLeft(node)[gpu]))
            .OfType<IReadOnlyList<Candidate>>()
            .OrderBy(victims => victims.Sum(victim => victim.User.Task.GpuMilliTotal)).ThenBy(victims => victims.Count)
            .Take(task.GpuCount)
            .SelectMany(victims => victims)
            .Distinct()];

    // The one smallest user whose going frees enough, else the smallest ones together; null when all
    // of them are not enough.
    private static IReadOnlyList<Candidate>? OfGpu(List<Candidate> candidates, int gpu, int missing)
    {
        if (missing <= 0) return [];

        var users = candidates
            .Where(candidate => candidate.User.Placement.Gpus.Contains(gpu))
            .OrderBy(candidate => candidate.User.Task.GpuMilli)
            .ToList();
        var single = users.FindIndex(candidate => candidate.User.Task.GpuMilli >= missing);
        if (single >= 0) return [users[single]];

        var count = 0;
        for (var freed = 0; freed < missing; freed += users[count++].User.Task.GpuMilli)
            if (count == users.Count) return null;

        return users[..count];
    }

    // Equal tasks at one place are equal residents; the number tells them apart.
    private readonly record struct Candidate(Resident User, int Number);
}

using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>
/// Jobs of a few kinds: parts of accelerators, gangs, near or anywhere, fixed or elastic, and without any.
/// </summary>
internal static class RandomJobs
{
    private const long Second = 1_000;

    public static SharedJob[] Create(Pcg32 chance, Fleet fleet, SharingPolicy policy, int count)
    {
        var parents = policy.Queues.Select(queue => queue.Parent).ToHashSet(StringComparer.Ordinal);
        var leaves = policy.Queues.Where(queue => !parents.Contains(queue.Name)).Select(queue => queue.Name).ToArray();
        var kinds = new JobShape[chance.Between(2, 6)];
        for (var kind = 0; kind < kinds.Length; kind++) kinds[kind] = Shape(chance, fleet);

        // From all at once to a load that the fleet can bear.
        var span = chance.Between(0, 8) * count * Second;
        var jobs = new SharedJob[count];
        for (var id = 0; id < count; id++)
        {
            var submitted = chance.Between(0, span);
            jobs[id] = Shared(chance, id, submitted, chance.OneOf<JobShape>(kinds), chance.OneOf<string>(leaves));
        }

        return jobs;
    }

    private static SharedJob Shared(Pcg32 chance, int id, long submitted, JobShape shape, string queue)
    {
        var runtime = chance.Between(0, 120) * Second;
        long? limit = chance.Below(3) switch
        {
            0 => null,
            1 => Math.Max(runtime, 1) * chance.Between(1, 4),
            _ => chance.Between(30, 120) * Second,
        };
        return new SharedJob
        {
            Job = new Job
            {
                Id = new JobId(id),
                Shape = shape,
                Queue = queue,
                SubmittedMilliseconds = submitted,
                User = chance.OneOf("ann", "bob", "eve"),
                Name = chance.OneOf("bert", "vit", ""),
                Priority = chance.OneOf(0, 0, 0, 10, 20),
                IsPreemptible = !chance.OnceIn(8),
                TimeLimitMilliseconds = limit,
                CheckpointMilliseconds = chance.OneOf(0, 0, 5 * Second, 20 * Second),
                RestartMilliseconds = chance.OneOf(0, 2 * Second),
                NotBeforeMilliseconds = chance.OnceIn(12) ? submitted + 20 * Second : 0,
                After = id > 0 && chance.OnceIn(12) ? [Dependency(chance, id)] : [],
                Array = chance.OnceIn(10) ? new JobId(id / 10 * 10) : null,
                ArrayRunningMax = (int)chance.Below(3),
            },
            RuntimeMilliseconds = runtime,
            Succeeds = !chance.OnceIn(10),
            CancelledMilliseconds = chance.OnceIn(12) ? submitted + chance.Between(0, 90) * Second : null,
        };
    }

    private static Dependency Dependency(Pcg32 chance, int id) => new(
        new JobId(chance.Below((uint)id)),
        chance.OneOf(DependencyCondition.Any, DependencyCondition.Succeeded, DependencyCondition.NotSucceeded));

    private static JobShape Shape(Pcg32 chance, Fleet fleet)
    {
        if (chance.OnceIn(8)) return new JobShape { CpuMillicores = chance.Between(1, 8) * 1_000, MemoryMiB = 1_024 };

        var isPart = chance.OnceIn(3);
        var shape = new JobShape
        {
            CpuMillicores = chance.OneOf(0, 0, 2_000),
            MemoryMiB = chance.OneOf(0, 4_096),
            GpuCount = isPart ? 1 : chance.OneOf(1, 1, 1, 2, 2, 4, 8),
            GpuMilli = isPart ? chance.OneOf(142, 250, 500, 800) : TaskRequest.WholeGpuMilli,
            GpuMemoryMiB = chance.OneOf(0, 0, 4_000),
            Slice = isPart && chance.OnceIn(6) ? chance.OneOf("1g", "2g") : "",
            Chips = Chips(chance, fleet),
        };
        return chance.OnceIn(2) ? shape : Gang(chance, shape);
    }

    private static JobShape Gang(Pcg32 chance, JobShape shape)
    {
        var tasks = (int)chance.Between(2, 4);
        return shape with
        {
            TaskCount = tasks,
            TaskCountMin = chance.OnceIn(4) ? (int)chance.Between(1, tasks) : 0,
            Topology = chance.OnceIn(3)
                ? new TopologyWish(
                    chance.OneOf(TopologyLevel.Node, TopologyLevel.Rack, TopologyLevel.Block), chance.OnceIn(2))
                : null,
        };
    }

    private static ValueList<ChipChoice> Chips(Pcg32 chance, Fleet fleet)
    {
        if (chance.OnceIn(2)) return [];

        var models = fleet.ChipModels.Select(model => model.Name).ToArray();
        var first = chance.OneOf<string>(models);
        var second = chance.OneOf<string>(models);
        return first == second
            ? [new ChipChoice(first)]
            : [new ChipChoice(first), new ChipChoice(second, chance.OneOf(500, 700, 1_500))];
    }
}

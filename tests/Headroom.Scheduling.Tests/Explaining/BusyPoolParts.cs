using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Tests.Rooms;

namespace Headroom.Scheduling.Tests.Explaining;

/// <summary>Random fleets, policies and jobs that are in each other's way.</summary>
internal static class BusyPoolParts
{
    private const long Minute = 60_000;

    private static readonly string[] Models = ["A", "B", "S"];

    public static Gen<Fleet> SomeFleet { get; } =
        Gen.Select(
                Gen.OneOf("A", "A", "A", "A", "B", "S"), Gen.OneOf(2, 4, 4, 8), Gen.OneOf("north", "north", "south"),
                Gen.OneOf("r0", "r1"))
            .Array[2, 7]
            .Select(nodes => new Fleet
            {
                Nodes = [.. nodes.Select((node, index) => NodeOf(node, index))],
                ChipModels = [new ChipModel("A", 80_000, 0, []), Worlds.Sliced],
            });

    private static readonly Gen<JobShape> Shape =
        Gen.Select(
                Gen.OneOf(1, 1, 1, 2, 2, 3, 6), Gen.OneOf(0, 1, 1, 1, 2, 2, 4, 8),
                Gen.OneOf(1_000, 1_000, 500, 250), Gen.Int[0, 6],
                Gen.OneOf("", "", "", "", "", "A", "A", "A", "B", "S"), Gen.OneOf("", "", "", "", "", "", "north", "south", "c0"),
                Gen.Int[0, 9])
            .Select((tasks, gpus, milli, least, model, place, level) => new JobShape
            {
                TaskCount = tasks,
                TaskCountMin = least > 3 ? Math.Min(tasks, least - 3) : 0,
                CpuMillicores = 1_000 * Math.Max(gpus, 1),
                GpuCount = gpus,
                GpuMilli = gpus == 1 ? milli : 1_000,
                GpuMemoryMiB = gpus == 1 && milli < 1_000 ? milli * 20 : 0,
                Chips = model.Length > 0 ? [new ChipChoice(model)] : [],
                Regions = place is "north" or "south" ? [place] : [],
                Clusters = place == "c0" ? [place] : [],
                Topology = level < 4 ? new TopologyWish((TopologyLevel)(level / 2), IsRequired: level % 2 > 0) : null,
            });

    /// <summary>A job of one of the first queues, without id and time.</summary>
    public static Gen<Job> SomeJob(int leaves) =>
        Gen.Select(
                Shape, Gen.Int[0, leaves], Gen.OneOf(0, 0, 0, 1, 5), Gen.Int[0, 7],
                Gen.OneOf(0, 1, 10, 60, 240, 240, 2_880),
                Gen.Int[0, 20], Gen.Int[0, 40])
            .Select((shape, queue, priority, bits, limit, other, checkpoint) => new Job
            {
                Id = default,
                Shape = shape,
                Queue = NameOf(queue == leaves && other > 0 ? 0 : queue),
                SubmittedMilliseconds = 0,
                User = bits % 2 > 0 ? "a" : "b",
                Priority = priority,
                IsPreemptible = bits > 0,
                TimeLimitMilliseconds = limit > 0 ? limit * Minute : null,
                CheckpointMilliseconds = checkpoint * Minute,
                NotBeforeMilliseconds = other == 1 ? 100 * Minute : 0,
                After = other == 2 ? [new Dependency(new JobId(checkpoint / 4), (DependencyCondition)(bits % 3))] : [],
                Array = other == 3 ? new JobId(3) : null,
                ArrayRunningMax = other == 3 ? 1 : 0,
            });

    /// <summary>Some queues below the fleet and some below a cohort, owed what the fleet has or less.</summary>
    public static Gen<SharingPolicy> PolicyOn(Fleet fleet, int leaves) =>
        Gen.Select(
                SomeQueue.Array[leaves], Gen.Int[0, 2], Gen.OneOf(0L, 0, 20), Gen.OneOf(0L, 30, 120),
                Gen.OneOf(0L, 0, 60),
                Gen.OneOf(0L, 5), Gen.OneOf(0, 1, 4, 16), Gen.Bool)
            .Select((queues, cohort, churn, grace, minimum, stop, reservations, weighted) => new SharingPolicy
            {
                Queues = [.. QueuesOf(fleet, queues, cohort)],
                PriorityClasses = [new PriorityClass("high", 3), new PriorityClass("urgent", 1_000)],
                Fairness = new FairnessRules { ReclaimsWeightedShare = weighted },
                Reclaim = new ReclaimRules
                {
                    NaturalChurnMilliseconds = churn * Minute,
                    GraceMilliseconds = (churn + grace) * Minute,
                    RuntimeMillisecondsMin = minimum * Minute,
                    StopMilliseconds = stop * Minute,
                },
                Planning = new PlanningRules { ReservationsMax = reservations },
            });

    private static readonly Gen<QueuePart> SomeQueue =
        Gen.Select(
                Gen.Int[0, 3].Array[4], Gen.OneOf(-1, -1, -1, 0, 2, 6), Gen.OneOf(-1, -1, 0, 1),
                Gen.Int[0, 8], Gen.Int[1, 3],
                Gen.Int[0, 25])
            .Select((shares, borrows, lends, order, weight, bits) =>
                new QueuePart(shares, borrows, lends, (JobOrder)(order < 4 ? order : 1), weight, bits));

    private static IEnumerable<QueueDefinition> QueuesOf(Fleet fleet, QueuePart[] queues, int cohort)
    {
        if (cohort > 0) yield return new QueueDefinition { Name = "cohort" };

        for (var index = 0; index < queues.Length; index++)
        {
            var queue = queues[index];
            yield return new QueueDefinition
            {
                Name = NameOf(index),
                Parent = cohort > 0 && index % 3 < cohort ? "cohort" : "",
                Weight = queue.Weight,
                Order = queue.Order,
                AllowsBackfill = queue.Bits > 2,
                IsPaused = queue.Bits == 0,
                Quotas = [.. QuotasOf(new Resources(fleet), queue, queues.Length)],
            };
        }
    }

    private static IEnumerable<Quota> QuotasOf(Resources resources, QueuePart queue, int queues)
    {
        for (var resource = 0; resource < resources.Count; resource++)
        {
            yield return new Quota(
                resources[resource],
                resources.Capacity[resource] * queue.Shares[resource] / (3 * queues) / 1_000 * 1_000,
                queue.Borrows < 0 ? null : queue.Borrows * 1_000,
                queue.Lends < 0 ? null : queue.Lends * 1_000);
        }
    }

    private static Node NodeOf((string Model, int Gpus, string Region, string Rack) node, int index) =>
        new($"node-{index}", 8_000, 1_048_576, node.Gpus, node.Model)
        {
            Place = new NodePlace(node.Region, "", "b0", node.Rack),
        };

    private static string NameOf(int queue) => $"q{queue}";

    private sealed record QueuePart(int[] Shares, int Borrows, int Lends, JobOrder Order, int Weight, int Bits);
}

using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Tests.Rooms;
using Headroom.Testing;

namespace Headroom.Scheduling.Tests.Deciding;

/// <summary>Something that happens between two cycles.</summary>
/// <param name="Kind">What, 0 to 19.</param>
/// <param name="Number">To which job or node.</param>
/// <param name="Pause">How many milliseconds later.</param>
internal sealed record WorldStep(int Kind, int Number, long Pause);

/// <summary>
/// A random small pool: a fleet, a policy that it can keep, jobs, and what happens. Times are some hundred
/// milliseconds, so that limits, grace times and promises pass within a run.
/// </summary>
internal sealed record PoolWorld(Fleet Fleet, SharingPolicy Policy, Job[] Jobs, WorldStep[] Steps)
{
    private static readonly Gen<NodePlace> Place =
        Gen.Select(
            Gen.OneOf("north", "north", "north", "south"), Gen.OneOf("c0", "c0", "c0", "c1"), Gen.OneOf("r0", "r1"))
            .Select((region, cluster, rack) => new NodePlace(region, cluster, "", rack));

    private static readonly Gen<Node> SomeNode =
        Gen.Select(
            Gen.Int[8, 24], Gen.Frequency((1, Gen.Const(0)), (5, Gen.Int[1, 8]), (4, Gen.Const(4))),
            Gen.OneOf("A", "A", "A", "A", "B", "S"), Place)
            .Select((cpu, gpus, model, place) =>
                new Node("", cpu * 1_000, cpu * 1_024, gpus, gpus > 0 ? model : "") { Place = place });

    /// <summary>Three to eight nodes with up to eight accelerators of up to three models, one of them sliced.</summary>
    public static Gen<Fleet> Fleets { get; } = SomeNode.Array[3, 8].Select(nodes => new Fleet
    {
        Nodes = [.. nodes.Select((node, index) => node with { Name = $"n{index}" })],
        ChipModels = [new ChipModel("A", 80_000, 0, []), Worlds.Sliced],
    });

    private static readonly Gen<ReclaimRules> Reclaim =
        Gen.Select(
                Gen.OneOf(0L, 0L, 20L), Gen.OneOf(20L, 200L), Gen.OneOf(0L, 0L, 30L), Gen.OneOf(1, 3),
                Gen.OneOf(0L, 10L))
            .Select((churn, grace, runtime, preemptions, stop) => new ReclaimRules
            {
                NaturalChurnMilliseconds = churn,
                GraceMilliseconds = grace,
                RuntimeMillisecondsMin = runtime,
                PreemptionsPerJobMax = preemptions,
                StopMilliseconds = stop,
            });

    private static readonly Gen<FairnessRules> Fairness =
        Gen.Select(Gen.OneOf(0L, 50L, 10_000L), Gen.OneOf(0L, 30L), Gen.Bool).Select((halfLife, entry, weighted) =>
            new FairnessRules
            {
                HalfLifeMilliseconds = halfLife,
                EntryMilliseconds = entry,
                ReclaimsWeightedShare = weighted,
            });

    private static readonly Gen<PlanningRules> Planning = Gen.OneOf(0, 1, 4, 16).Select(reservations =>
        new PlanningRules { ReservationsMax = reservations, DefaultTimeLimitMilliseconds = 100 });

    private static readonly Gen<JobShape> Size = Gen.Select(
        Gen.Int[0, 9], Gen.Frequency((4, Gen.Const(1)), (3, Gen.Int[2, 3]), (1, Gen.Int[4, 5])),
        Gen.Frequency((3, Gen.Int[1, 2]), (2, Gen.Int[3, 4])), Gen.Int[0, 4]).Select(
        (kind, tasks, size, cpu) => (kind switch
        {
            0 => new JobShape { CpuMillicores = size * 1_000, MemoryMiB = 512 },
            1 => new JobShape { GpuCount = 1, GpuMilli = size * 240, CpuMillicores = cpu * 250 },
            2 => new JobShape { GpuCount = 1, Slice = $"{Math.Min(size, 3)}g" },
            _ => new JobShape { GpuCount = size, CpuMillicores = cpu * 500, MemoryMiB = cpu * 256 },
        }) with
        { TaskCount = tasks, TaskCountMin = kind == 9 ? Math.Max(tasks / 2, 1) : 0 });

    private static readonly Gen<JobShape> Shape = Gen.Select(
        Size, Gen.Frequency((12, Gen.Const("")), (3, Gen.Const("A")), (1, Gen.Const("B"))),
        Gen.Frequency((9, Gen.Const("")), (1, Gen.Const("north"))), Gen.Int[0, 19]).Select(
        (shape, chip, region, wish) => shape with
        {
            Chips = chip.Length > 0 && shape.GpuCount > 0 ? [new ChipChoice(chip)] : [],
            Regions = region.Length > 0 ? [region] : [],
            Clusters = wish is 18 or 19 ? ["c0"] : [],
            Topology = wish < 5 ? new TopologyWish((TopologyLevel)wish, IsRequired: wish % 2 == 0) : null,
        });

    private static readonly Gen<(JobShape Shape, int Queue, int Priority, int Kind, long? Limit)> Draft = Gen.Select(
        Shape, Gen.Int[0, 999], Gen.Frequency((3, Gen.Const(0)), (2, Gen.Int[0, 2])), Gen.Int[0, 79],
        Gen.Frequency((1, Gen.Const((long?)null)), (3, Gen.Long[1, 200].Select(limit => (long?)limit))));

    private static readonly Gen<WorldStep> Step = Gen.Select(
        Gen.Int[0, 19], Gen.Int[0, 999], Gen.Frequency((2, Gen.Const(0L)), (2, Gen.Long[1, 20]), (1, Gen.Long[1, 300])))
        .Select((kind, number, pause) => new WorldStep(kind, number, pause));

    /// <summary>Everything at once.</summary>
    public static Gen<PoolWorld> Any { get; } = Fleets.SelectMany(fleet => Gen.Select(
        Policies(fleet), Draft.Array[1, 30], Step.Array[5, 60]).Select((policy, drafts, steps) =>
            new PoolWorld(fleet, policy, JobsOf(policy, drafts), steps)));

    /// <summary>Random trees with random rules.</summary>
    public static Gen<SharingPolicy> Policies(Fleet fleet) =>
        Gen.Select(PolicyGens.Queues(new Resources(fleet), step: 2_000), Reclaim, Fairness, Planning).Select(
            (queues, reclaim, fairness, planning) => new SharingPolicy
            {
                Queues = queues,
                Reclaim = reclaim,
                Fairness = fairness,
                Planning = planning,
            });

    // The first job can only come after one that nobody knows.
    private static JobId EarlierThan(int index, int any) => new(index == 0 ? 999 : any % index);

    // One in eighty of everything that is rare: queues that take no jobs, dependencies, arrays, jobs that start later.
    private static Job[] JobsOf(
        SharingPolicy policy, (JobShape Shape, int Queue, int Priority, int Kind, long? Limit)[] drafts)
    {
        var leaves = policy.Queues.Where(queue => policy.Queues.All(other => other.Parent != queue.Name)).ToArray();
        return [.. drafts.Select((draft, index) => new Job
        {
            Id = new JobId(index),
            Shape = draft.Shape,
            Queue = draft.Kind switch
            {
                0 => "unknown",
                1 => policy.Queues[draft.Queue % policy.Queues.Count].Name,
                _ => leaves[draft.Queue % leaves.Length].Name,
            },
            SubmittedMilliseconds = 0,
            User = $"u{draft.Queue % 2}",
            Priority = draft.Priority,
            IsPreemptible = draft.Kind % 8 != 7,
            TimeLimitMilliseconds = draft.Limit,
            RestartMilliseconds = draft.Queue % 7,
            NotBeforeMilliseconds = draft.Kind == 2 ? 50 : 0,
            After = draft.Kind is 4 or 5
                ? [new Dependency(EarlierThan(index, draft.Queue), (DependencyCondition)(draft.Queue % 3))]
                : [],
            Array = draft.Kind is > 60 and < 66 ? new JobId(draft.Kind) : null,
            ArrayRunningMax = draft.Kind is > 60 and < 66 ? 1 : 0,
        })];
    }
}

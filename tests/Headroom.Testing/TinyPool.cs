using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;

namespace Headroom.Testing;

/// <summary>
/// A pool so small that every plan for it can be tried out: a few nodes on which accelerators alone bind, two or three
/// queues, and at most six jobs that all wait.
/// </summary>
/// <param name="Fleet">One to three nodes of one or two chip models.</param>
/// <param name="Policy">A policy without grace: what is owed is taken back at once.</param>
/// <param name="Jobs">Jobs with ids from 0, in the order of their submission.</param>
public sealed record TinyPool(Fleet Fleet, SharingPolicy Policy, IReadOnlyList<Job> Jobs)
{
    private const int JobsMax = 6;
    private const int ShapesMax = 3;

    private static readonly Gen<(int Kind, int Queue, int Chip, int Priority, int Limit)> Draft = Gen.Select(
        Gen.Int[0, ShapesMax - 1], Gen.Int[0, 99], Gen.Int[0, 99], Gen.OneOf(0, 0, 1, 2), Gen.Int[0, 200]);

    /// <summary>One accelerator, as a whole.</summary>
    public static Gen<JobShape> One { get; } = Gen.Const(new JobShape { GpuCount = 1 });

    /// <summary>One to four accelerators of one node.</summary>
    public static Gen<JobShape> Whole { get; } = Gen.Int[1, 4].Select(gpus => new JobShape { GpuCount = gpus });

    /// <summary>The same, parts of one accelerator, and gangs, elastic ones among them.</summary>
    public static Gen<JobShape> Mixed { get; } = Gen.Select(Whole, Gen.Int[0, 7], Gen.Int[1, 3]).Select(
        (whole, kind, size) => kind switch
        {
            0 or 1 => new JobShape { GpuCount = 1, GpuMilli = 250 * size },
            2 or 3 => whole with { TaskCount = size },
            4 => whole with { TaskCount = size, TaskCountMin = 1 },
            _ => whole,
        });

    /// <summary>Everything at once.</summary>
    public static Gen<TinyPool> Any { get; } = Of(Fleets(3, "A", "B"), Mixed, policy => policy);

    /// <summary>Nodes with one to four accelerators each.</summary>
    public static Gen<Fleet> Fleets(int nodesMax, params string[] models) =>
        Gen.Select(Gen.Int[1, 4], Gen.OneOf(models)).Array[1, nodesMax].Select(nodes => new Fleet
        {
            Nodes = [.. nodes.Select((node, index) => Some.Node($"n{index}", gpus: node.Item1, model: node.Item2))],
        });

    /// <summary>Pools on some fleets, with jobs of some shapes.</summary>
    /// <param name="fleets">Fleets.</param>
    /// <param name="shapes">
    /// Shapes, up to three a pool; a third of the jobs name a chip model of the fleet besides.
    /// </param>
    /// <param name="ruled">What is changed of each policy.</param>
    public static Gen<TinyPool> Of(
        Gen<Fleet> fleets, Gen<JobShape> shapes, Func<SharingPolicy, SharingPolicy> ruled) =>
        fleets.SelectMany(fleet => Gen.Select(
            PolicyGens.Queues(new Resources(fleet), step: 1_000, least: 2, most: 4), Gen.Bool, Gen.OneOf(0, 1, 4),
            shapes.Array[ShapesMax], Draft.Array[1, JobsMax]).Select((queues, weighted, reservations, kinds, drafts) =>
            {
                var policy = ruled(new SharingPolicy
                {
                    Queues = queues,
                    Reclaim = new ReclaimRules { GraceMilliseconds = 0 },
                    Fairness = new FairnessRules { HalfLifeMilliseconds = 0, ReclaimsWeightedShare = weighted },
                    Planning = new PlanningRules { ReservationsMax = reservations },
                });
                return new TinyPool(fleet, policy, JobsOf(fleet, policy, kinds, drafts));
            }));

    private static Job[] JobsOf(
        Fleet fleet,
        SharingPolicy policy,
        JobShape[] kinds,
        (int Kind, int Queue, int Chip, int Priority, int Limit)[] drafts)
    {
        var parents = policy.Queues.Select(queue => queue.Parent).ToHashSet(StringComparer.Ordinal);
        var leaves = policy.Queues.Where(queue => !parents.Contains(queue.Name)).ToArray();
        return [.. drafts.Select((draft, index) => new Job
        {
            Id = new JobId(index),
            Shape = kinds[draft.Kind] with
            {
                Chips = draft.Chip % 3 == 0
                    ? [new ChipChoice(fleet.Nodes[draft.Chip % fleet.Nodes.Count].ChipModel)]
                    : [],
            },
            Queue = leaves[draft.Queue % leaves.Length].Name,
            SubmittedMilliseconds = 0,
            Priority = draft.Priority,
            IsPreemptible = draft.Queue % 8 != 7,
            TimeLimitMilliseconds = draft.Limit == 0 ? null : draft.Limit,
        })];
    }
}

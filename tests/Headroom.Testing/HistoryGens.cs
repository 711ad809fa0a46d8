using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;

namespace Headroom.Testing;

/// <summary>Random events that a state takes, one after the other: what a busy small cluster might have seen.</summary>
public static class HistoryGens
{
    /// <summary>The fleet that they happen on: two chip models, one of them sliced, and a node without chips.</summary>
    public static Fleet Fleet { get; } = new()
    {
        Nodes =
        [
            Some.Node("a0", 8_000, 8_192, 2, "A") with { Place = new NodePlace("north", "n1") },
            Some.Node("s0", 8_000, 8_192, 2, "S") with { Place = new NodePlace("north", "n2") },
            Some.Node("a1", 8_000, 8_192, 1, "A") with { Place = new NodePlace("south", "s1") },
            Some.Node("c0", 8_000, 8_192, 0),
        ],
        ChipModels =
        [
            new ChipModel("A", 80, 0, []),
            new ChipModel(
                "S", 80, 8, [new SliceProfile("1g", 125, 10, 1, [0, 1, 2, 3]), new SliceProfile("4g", 500, 40, 4, [0, 4])]),
        ],
    };

    private static readonly JobShape[] Shapes =
    [
        new() { CpuMillicores = 2_000 },
        new() { MemoryMiB = 500, TaskCount = 2 },
        new() { GpuCount = 1, CpuMillicores = 1_000 },
        new() { GpuCount = 2, MemoryMiB = 1_000 },
        new() { GpuCount = 1, TaskCount = 2, TaskCountMin = 1 },
        new() { GpuCount = 1, GpuMilli = 400, GpuMemoryMiB = 30 },
        new() { GpuCount = 1, Slice = "1g" },
    ];

    /// <summary>Up to a hundred events, in order; ids of jobs ascend from 1.</summary>
    public static Gen<IReadOnlyList<ClusterEvent>> History { get; } =
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 7], Gen.Int[0, 6], Gen.Long[0, 40_000_000], Gen.Int[0, 3], Gen.UInt[1, 3])
            .Array[1, 100].Select(Play);

    private static IReadOnlyList<ClusterEvent> Play(
        (int Kind, int Back, int Shape, long Step, int Node, uint Gpus)[] steps)
    {
        var (state, next, at, events) = (new ClusterState(Fleet), 1L, 0L, new List<ClusterEvent>());
        foreach (var (kind, back, shape, step, node, gpus) in steps)
        {
            at += step % 3 == 0 ? step : step % 1_000;
            var id = new JobId(kind <= 9 ? next : Math.Max(1, next - 1 - back));
            var happened = Make(kind, at, id, shape, node, new GpuSet(gpus));
            if (state.Apply(happened) is not null) continue;

            if (kind <= 9) next++;
            events.Add(happened);
        }

        return events;
    }

    private static ClusterEvent Make(int kind, long at, JobId id, int shape, int node, GpuSet gpus)
    {
        var places = Places(shape, node, gpus);
        var resource = new Resources(Fleet);
        var index = Shapes[shape].GpuCount == 0
            ? resource.Cpu
            : Math.Max(0, resource.IndexOf(Fleet.Nodes[node].ChipModel));
        var share = new QuotaShare("q0", 0, 0, 0);
        return kind switch
        {
            <= 9 => new JobSubmitted(at, JobOf(id, at, shape)),
            <= 17 => new JobStarted(at, id, index, places),
            18 => new JobHeld(at, id),
            19 => new JobReleased(at, id),
            20 => new JobCancelled(at, id),
            21 => new JobResized(at, id, places),
            22 => new CheckpointSaved(at, id),
            23 or 24 => new JobFinished(at, id, shape % 3 != 0),
            25 when shape > 5 => new StopOrdered(at, id, StopCause.Requeued),
            25 => new PreemptionOrdered(at, new Preemption(
                id, new JobId(1), PreemptionRule.Reclaim, "", "A", share, share, 0)),
            26 => new JobStopped(at, id),
            27 => new ReservationMade(at, new Reservation(id, at + 5, index, places, shape > 3)),
            28 => new ReservationDropped(at, id),
            29 => shape > 3 ? new ClaimOpened(at, id) : new ClaimClosed(at, id),
            30 when shape < 2 => node > 1
                ? new BudgetSpent(at, $"q{node}", node == 2 ? at + 5 : null)
                : new BudgetRenewed(at, $"q{node + 2}"),
            _ => shape > 5
                ? new FairnessChanged(at, new FairnessRules { HalfLifeMilliseconds = 1_000 })
                : new NodeChanged(at, node, (NodeStatus)(shape % 3)),
        };
    }

    private static ValueList<TaskPlacement> Places(int shape, int node, GpuSet gpus) => Shapes[shape] switch
    {
        { GpuCount: 0, TaskCount: var count } => ValueList.From(
            Enumerable.Repeat(new TaskPlacement(node, GpuSet.None), count)),
        { GpuCount: 2 } => [new TaskPlacement(node, new GpuSet(3))],
        { TaskCount: 2 } when gpus.Count == 2 => [
            new TaskPlacement(node, GpuSet.Of(0)), new TaskPlacement(node, GpuSet.Of(1))],
        _ => [new TaskPlacement(node, GpuSet.Of(gpus.Contains(0) ? 0 : 1))],
    };

    private static Job JobOf(JobId id, long at, int shape) => new()
    {
        Id = id,
        Shape = Shapes[shape],
        Queue = $"q{id.Value % 3}",
        Name = $"train-{id.Value % 5}",
        User = $"u{id.Value % 2}",
        SubmittedMilliseconds = at,
        Priority = shape % 3,
    };
}

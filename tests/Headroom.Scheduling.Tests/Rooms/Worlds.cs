using CsCheck;
using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Tests.Rooms;

/// <summary>
/// Random small fleets of two regions with plain, named-only and sliced chips, and shapes that fill them up quickly.
/// </summary>
internal static class Worlds
{
    /// <summary>Seven slots of computing power on eight of memory, as an A100 of 40 GB is cut.</summary>
    public static ChipModel Sliced { get; } = new("S", 40_960, 8,
    [
        new SliceProfile("1g", 142, 4_864, 1, [0, 1, 2, 3, 4, 5, 6]),
        new SliceProfile("2g", 285, 9_856, 2, [0, 2, 4]),
        new SliceProfile("3g", 428, 19_968, 4, [0, 4]),
        new SliceProfile("7g", 1_000, 40_192, 8, [0]),
    ]);

    private static readonly ChipModel Plain = new("A", 80_000, 0, []);

    private static readonly Gen<NodePlace> Place =
        Gen.Select(Gen.OneOf("north", "south"), Gen.OneOf("c0", "c1"), Gen.OneOf("", "b0"), Gen.OneOf("r0", "r1"))
            .Select((region, cluster, block, rack) => new NodePlace(region, cluster, block, rack));

    private static readonly Gen<Node> SomeNode =
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[0, 4], Gen.OneOf("A", "B", "S"), Place)
            .Select((cpu, memory, gpus, model, place) =>
                new Node("", cpu * 1_000, memory * 1_024, gpus, gpus > 0 ? model : "") { Place = place });

    private static readonly Gen<TopologyWish?> Wish = Gen.Frequency(
        (2, Gen.Const((TopologyWish?)null)),
        (1, Gen.Select(Gen.Int[0, 4], Gen.Bool).Select((level, isRequired) =>
            (TopologyWish?)new TopologyWish((TopologyLevel)level, isRequired))));

    private static readonly Gen<JobShape> Shape =
        Gen.Select(
                Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 3], Gen.OneOf(1_000, 1_000, 500, 330, 250, 120)),
                Gen.Select(Gen.OneOf(1, 1, 2, 3, 6), Gen.OneOf("", "", "", "1g", "2g", "3g"), Gen.Int[0, 3]),
                Gen.OneOf("", "", "A", "S"), Gen.OneOf("", "", "", "north"), Gen.OneOf("", "", "", "c0"), Wish)
            .Select((size, tasks, chip, region, cluster, wish) => ShapeOf(size, tasks) with
            {
                Chips = chip.Length > 0 ? [new ChipChoice(chip)] : [],
                Regions = region.Length > 0 ? [region] : [],
                Clusters = cluster.Length > 0 ? [cluster] : [],
                Topology = wish,
            });

    /// <summary>A state with some jobs waiting, none running, and some nodes that take no work.</summary>
    public static Gen<ClusterState> State { get; } =
        Gen.Select(SomeNode.Array[1, 8], Shape.Array[1, 5], Gen.Int[0, 9].Array[8]).Select(StateOf);

    private static JobShape ShapeOf(
        (int Cpu, int Memory, int Gpus, int Milli) size, (int Count, string Slice, int Share) tasks)
    {
        var shape = new JobShape
        {
            TaskCount = tasks.Count,
            CpuMillicores = size.Cpu * 500,
            MemoryMiB = (size.Memory + (size.Cpu + size.Gpus == 0 ? 1 : 0)) * 512,
            GpuCount = size.Gpus,
        };
        if (size.Gpus != 1) return shape;

        return size.Milli < 1_000
            ? shape with { GpuMilli = size.Milli, GpuMemoryMiB = tasks.Share * 10_000 }
            : shape with { Slice = tasks.Slice };
    }

    private static ClusterState StateOf(Node[] nodes, JobShape[] shapes, int[] statuses)
    {
        var state = new ClusterState(new Fleet
        {
            Nodes = [.. nodes.Select((node, index) => node with { Name = $"node-{index}" })],
            ChipModels = [Plain, Sliced],
        });
        for (var node = 0; node < nodes.Length; node++)
        {
            if (statuses[node] < 2) Apply(state, new NodeChanged(0, node, (NodeStatus)(statuses[node] + 1)));
        }

        for (var job = 0; job < shapes.Length; job++)
        {
            Apply(state, new JobSubmitted(0, new Job
            {
                Id = new JobId(job),
                Shape = shapes[job],
                Queue = "q",
                SubmittedMilliseconds = 0,
            }));
        }

        return state;
    }

    /// <summary>Applies an event that must be accepted.</summary>
    public static void Apply(ClusterState state, ClusterEvent happened) => Assert.Null(state.Apply(happened));
}

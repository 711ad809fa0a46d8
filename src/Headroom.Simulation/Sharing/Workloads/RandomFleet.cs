using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Simulation.Chance;

namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>A few nodes in racks, blocks and clusters.</summary>
internal static class RandomFleet
{
    // Three slices of a model of seven slots, as NVIDIA's MIG cuts them.
    private static readonly ChipModel Sliced = new("sliced", 40_960, 7,
    [
        new SliceProfile("1g", 142, 4_864, 1, [0, 1, 2, 3, 4, 5, 6]),
        new SliceProfile("2g", 285, 9_856, 2, [0, 2, 4]),
        new SliceProfile("3g", 428, 19_968, 3, [0, 4]),
    ]);

    private static readonly ChipModel Known = new("known", 81_920, 0, []);

    private static readonly ChipModel Plain = ChipModel.Named("plain");

    public static Fleet Create(Pcg32 chance)
    {
        ChipModel[] all = [Plain, Known, Sliced];
        var models = all[..(int)chance.Between(1, all.Length)];
        var nodes = new Node[chance.Between(2, 12)];
        for (var index = 0; index < nodes.Length; index++)
        {
            // The first has accelerators, so that the fleet does.
            var gpus = index > 0 && chance.OnceIn(8) ? 0 : (int)chance.Between(1, 8);
            nodes[index] = new Node(
                $"node-{index:00}",
                chance.Between(8, 64) * 1_000,
                chance.Between(32, 256) * 1_024,
                gpus,
                gpus == 0 ? "" : chance.OneOf<ChipModel>(models).Name)
            {
                Place = new NodePlace(
                    "",
                    chance.OnceIn(4) ? "c1" : "c0",
                    chance.OneOf("b0", "b0", "b1"),
                    chance.OneOf("r0", "r1", "r2")),
            };
        }

        return new Fleet { Nodes = nodes, ChipModels = models };
    }
}

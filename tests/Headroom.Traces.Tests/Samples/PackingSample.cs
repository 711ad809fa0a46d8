using System.Text;

namespace Headroom.Traces.Tests.Samples;

/// <summary>Makes <c>samples/packing</c>: a fleet of four shapes, and tasks that ask for all it has.</summary>
internal static class PackingSample
{
    private static readonly (int Count, int Cores, int MemoryGiB, int Gpus, string Model)[] Shapes =
    [
        (4, 128, 512, 2, "A10"),
        (10, 64, 256, 4, "T4"),
        (8, 96, 384, 8, "V100M32"),
        (26, 96, 768, 8, "G2"),
    ];

    public static string Nodes()
    {
        var text = new StringBuilder("sn,cpu_milli,memory_mib,gpu,model\n");
        var number = 0;
        foreach (var (count, cores, memory, gpus, model) in Shapes)
        {
            for (var i = 0; i < count; i++, number++)
                text.Append($"node-{number:00},{cores * 1000},{memory * 1024},{gpus},{model}\n");
        }

        return text.ToString();
    }

    /// <summary>Tasks until the next one would ask for more accelerators than the fleet has.</summary>
    public static string Tasks()
    {
        var dice = new Dice(20240501);
        var text = new StringBuilder("name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\n");
        var free = Shapes.Sum(shape => shape.Count * shape.Gpus) * 1000;
        for (var number = 0; ; number++)
        {
            var gpus = dice.Pick((18, 0), (76, 1), (3, 2), (2, 4), (1, 8));
            var milli = gpus == 0 ? 0 : gpus > 1 || dice.Chance(11) ? 1000 : Share(dice);
            if (gpus * milli > free) return text.ToString();

            free -= gpus * milli;
            text.Append($"task-{number:000},{CpuMillicores(dice, gpus, milli)},{MemoryMiB(dice, gpus, milli)},");
            text.Append($"{gpus},{milli},{Models(dice, gpus)}\n");
        }
    }

    private static int Share(Dice dice) =>
        10 * dice.Pick((38, dice.Roll(5, 15)), (46, dice.Roll(16, 40)), (16, dice.Roll(41, 80)));

    private static int CpuMillicores(Dice dice, int gpus, int milli) => gpus switch
    {
        0 => 1000 * dice.Pick((5, 2), (3, 4), (2, 16)),
        1 when milli < 1000 => 1000 * dice.Pick((5, 2), (4, 4), (2, 6), (1, 8)),
        _ => 1000 * gpus * dice.Pick((3, 6), (5, 8), (2, 11)),
    };

    private static int MemoryMiB(Dice dice, int gpus, int milli) => gpus switch
    {
        0 => 1024 * dice.Pick((5, 16), (3, 32), (2, 64)),
        1 when milli < 1000 => 1024 * dice.Pick((4, 8), (4, 16), (2, 32)),
        _ => 1024 * gpus * dice.Pick((4, 32), (4, 48), (2, 64)),
    };

    private static string Models(Dice dice, int gpus) =>
        gpus == 0 || !dice.Chance(12)
            ? ""
            : dice.Pick(
                (3, "G2"),
                (2, "V100M32"),
                (2, gpus <= 4 ? "T4" : "G2"),
                (2, "G2|V100M32"),
                (1, gpus <= 2 ? "A10|T4" : "G2"));
}

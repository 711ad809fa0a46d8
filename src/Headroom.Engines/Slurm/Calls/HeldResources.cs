using System.Globalization;

namespace Headroom.Engines.Slurm.Calls;

/// <summary>What a job holds, out of Slurm's text such as <c>cpu=2,mem=1.50G,node=1,gres/gpu=2</c>.</summary>
/// <param name="Cpus">Processors.</param>
/// <param name="MemoryMiB">Memory in MiB.</param>
/// <param name="Gpus">Whole accelerators, where the site has Slurm count them.</param>
internal sealed record HeldResources(long Cpus, long MemoryMiB, int Gpus)
{
    /// <summary>Reads the text; what is not in it counts as 0.</summary>
    public static HeldResources Parse(string text)
    {
        var held = new HeldResources(0, 0, 0);
        foreach (var entry in text.Split(','))
        {
            var parts = entry.Split('=', 2);
            if (parts.Length < 2) continue;

            held = parts[0] switch
            {
                "cpu" => held with { Cpus = (long)Number(parts[1]) },
                "mem" => held with { MemoryMiB = MiB(parts[1]) },
                "gres/gpu" => held with { Gpus = (int)Number(parts[1]) },
                _ => held,
            };
        }

        return held;
    }

    private static long MiB(string text)
    {
        if (text.Length == 0) return 0;

        // Without a letter it is MiB.
        var unit = text[^1] switch
        {
            'K' => 1.0 / 1024,
            'G' => 1024,
            'T' => 1024 * 1024,
            'P' => 1024.0 * 1024 * 1024,
            _ => 1,
        };
        return (long)(Number(char.IsAsciiLetter(text[^1]) ? text[..^1] : text) * unit);
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}

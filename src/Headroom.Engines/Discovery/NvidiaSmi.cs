using System.Globalization;
using Headroom.Cluster;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Discovery;

/// <summary>Accelerators of this machine as NVIDIA's driver tells them.</summary>
internal static class NvidiaSmi
{
    private static readonly string[] Arguments =
        ["--query-gpu=index,uuid,name,memory.total", "--format=csv,noheader,nounits"];

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>
    /// In order of their indexes, and a warning when the driver's word could not be had; none and no warning on a
    /// machine without <paramref name="program"/>.
    /// </summary>
    public static async Task<(ValueList<DiscoveredGpu> Gpus, string? Warning)> QueryAsync(
        string program, TimeProvider clock, CancellationToken cancellation)
    {
        var answer = await BoundedProgram.RunAsync(new ProgramCall(program, Arguments, Longest), clock, cancellation);
        if (answer.IsMissing) return ([], null);
        if (answer.Fault is { } fault) return ([], $"{program} {fault}; declare the accelerators if there are any.");

        var gpus = Parse(answer.Output);
        return gpus is null
            ? ([], $"{program} said what cannot be understood; declare the accelerators if there are any.")
            : (ValueList.From(gpus), null);
    }

    /// <summary>Reads its lines: index, uuid, name, MiB. Null when they are none of that.</summary>
    public static List<DiscoveredGpu>? Parse(string output)
    {
        var gpus = new List<DiscoveredGpu>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var cells = line.Split(',', StringSplitOptions.TrimEntries);
            if (cells.Length != 4 || Number(cells[0]) != gpus.Count || gpus.Count == Node.GpuCountMax) return null;

            // A chip whose memory the driver does not tell, as "[N/A]", still is one.
            gpus.Add(new DiscoveredGpu(cells[2], Number(cells[3]) ?? 0, cells[1]));
        }

        return gpus;
    }

    private static long? Number(string cell) =>
        long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Globalization;
using Headroom.Cluster;
using Headroom.Engines.Slurm.Calls;

namespace Headroom.Engines.Slurm.Tools;

/// <summary>Reads what scontrol shows: one thing a line, of texts <c>Key=value</c>.</summary>
internal static class RecordLines
{
    public static IReadOnlyList<SlurmNode> Nodes(string output)
    {
        var nodes = new List<SlurmNode>();
        foreach (var record in Records(output))
        {
            if (!record.TryGetValue("NodeName", out var name)) continue;

            nodes.Add(new SlurmNode(name, record.GetValueOrDefault("State", "UNKNOWN"))
            {
                Cpus = Number(record, "CPUEfctv") is var cpus and > 0 ? cpus : Number(record, "CPUTot"),
                CpusInUse = Number(record, "CPUAlloc"),
                MemoryMiB = Number(record, "RealMemory"),
                MemoryMiBInUse = Number(record, "AllocMem"),
                Gres = Text(record, "Gres"),
                GresInUse = Text(record, "GresUsed"),
                Features = List(record, "AvailableFeatures"),
                Partitions = List(record, "Partitions"),
            });
        }

        return nodes;
    }

    public static IReadOnlyList<SlurmSwitch> Switches(string output)
    {
        var switches = new List<SlurmSwitch>();
        foreach (var record in Records(output))
        {
            if (!record.TryGetValue("SwitchName", out var name)) continue;

            switches.Add(new SlurmSwitch(
                name, (int)Number(record, "Level"), ValueList.From(HostList.Expand(Text(record, "Nodes")))));
        }

        return switches;
    }

    // The first of a key counts: what a person wrote, such as a comment, comes last.
    private static IEnumerable<Dictionary<string, string>> Records(string output)
    {
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var record = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var equals = word.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0) record.TryAdd(word[..equals], word[(equals + 1)..]);
            }

            yield return record;
        }
    }

    private static string Text(Dictionary<string, string> record, string key) =>
        record.GetValueOrDefault(key, "") is var text && text == "(null)" ? "" : text;

    private static ValueList<string> List(Dictionary<string, string> record, string key) =>
        ValueList.From(Text(record, key).Split(',', StringSplitOptions.RemoveEmptyEntries));

    private static long Number(Dictionary<string, string> record, string key) =>
        long.TryParse(Text(record, key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

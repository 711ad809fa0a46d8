using System.Globalization;
using Headroom.Cluster;
using Headroom.Engines.Contract;

namespace Headroom.Engines.Discovery;

/// <summary>
/// This machine as nodes. A node has accelerators of one model, so a machine with several is a node for each, which has
/// cores and memory in proportion to its accelerators: then no two nodes promise the same core.
/// </summary>
internal sealed class LocalNodes
{
    private readonly Dictionary<string, int[]> _indexes = new(StringComparer.Ordinal);

    private LocalNodes(ValueList<DiscoveredNode> nodes) => Nodes = nodes;

    /// <summary>In order of their first accelerators; each counts its own from 0.</summary>
    public ValueList<DiscoveredNode> Nodes { get; }

    /// <summary>The nodes of a machine.</summary>
    /// <param name="machine">With all its accelerators. It stays one node where they are of one model.</param>
    public static LocalNodes Of(DiscoveredNode machine)
    {
        var models = machine.Gpus.Select(gpu => gpu.Model).Distinct(StringComparer.Ordinal).ToArray();
        if (models.Length < 2) return new LocalNodes([machine]);

        var (nodes, indexes, done) = (new List<DiscoveredNode>(), new List<int[]>(), 0);
        foreach (var model in models)
        {
            int[] own = [.. Enumerable.Range(0, machine.Gpus.Count).Where(index => machine.Gpus[index].Model == model)];
            var (cores, memory) = (Part(machine.CpuMillicores), Part(machine.MemoryMiB));
            nodes.Add(machine with
            {
                Name = NameOf(machine.Name, model, nodes),
                CpuMillicores = cores,
                MemoryMiB = memory,
                Gpus = ValueList.From(own.Select(index => machine.Gpus[index])),
            });
            indexes.Add(own);
            done += own.Length;

            // By what is done and what is not, so that the parts add up to the whole.
            long Part(long whole) =>
                whole * (done + own.Length) / machine.Gpus.Count - whole * done / machine.Gpus.Count;
        }

        var made = new LocalNodes(ValueList.From(nodes));
        for (var node = 0; node < nodes.Count; node++) made._indexes.Add(nodes[node].Name, indexes[node]);
        return made;
    }

    /// <summary>The node of a name; null when there is none.</summary>
    public DiscoveredNode? Find(string name) => Nodes.FirstOrDefault(node => node.Name == name);

    /// <summary>Accelerators of a node as the machine counts them.</summary>
    public GpuSet OnMachine(string node, GpuSet gpus)
    {
        if (!_indexes.TryGetValue(node, out var indexes)) return gpus;

        var set = default(GpuSet);
        for (var index = 0; index < indexes.Length; index++)
        {
            if (gpus.Contains(index)) set = set.With(indexes[index]);
        }

        return set;
    }

    // Names stand in addresses and orders: letters, digits and '-' alone.
    private static string NameOf(string machine, string model, List<DiscoveredNode> others)
    {
        var letters = model.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-');
        var plain = string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
        var name = $"{machine}-{(plain.Length > 0 ? plain : "gpu")}";
        return others.All(other => other.Name != name)
            ? name
            : string.Create(CultureInfo.InvariantCulture, $"{name}-{others.Count + 1}");
    }
}

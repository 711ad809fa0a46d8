using Headroom.Cluster;
using Headroom.Cluster.Fleets;

namespace Headroom.Simulation.Sharing.Guarantees;

/// <summary>Numbers the parts of each level of the topology, so that nodes of one part have the same number.</summary>
internal sealed class NodeGroups
{
    private readonly int[][] _parts;
    private readonly int[] _counts;

    public NodeGroups(Fleet fleet)
    {
        var levels = Enum.GetValues<TopologyLevel>();
        _parts = new int[levels.Length][];
        _counts = new int[levels.Length];
        foreach (var level in levels)
        {
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            var parts = _parts[(int)level] = new int[fleet.Nodes.Count];
            for (var node = 0; node < parts.Length; node++)
            {
                var name = level == TopologyLevel.Node ? $"{node}" : fleet.Nodes[node].Place.Down(level);
                if (!numbers.TryGetValue(name, out parts[node])) numbers.Add(name, parts[node] = numbers.Count);
            }

            _counts[(int)level] = numbers.Count;
        }
    }

    /// <summary>Parts of a level.</summary>
    public int CountAt(TopologyLevel level) => _counts[(int)level];

    /// <summary>Number of the part of a level that a node belongs to.</summary>
    public int PartOf(int node, TopologyLevel level) => _parts[(int)level][node];
}

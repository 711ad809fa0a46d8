using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Engines.Contract;
using Headroom.Server.Clusters.Descriptions;

namespace Headroom.Server.Clusters;

/// <summary>
/// The nodes of a pool: those that it has had, in their places, and what its clusters have now. Nodes of a cluster that
/// does not answer stay as they were. Not thread-safe.
/// </summary>
public sealed class PoolFleet
{
    private readonly Fleet _before;
    private readonly List<Node> _nodes;
    private readonly Dictionary<(string Cluster, string Node), int> _known = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>A fleet as it was.</summary>
    public PoolFleet(Fleet before)
    {
        (_before, _nodes) = (before, [.. before.Nodes]);
        for (var index = 0; index < _nodes.Count; index++)
        {
            var cluster = _nodes[index].Place.Cluster;
            _known[(cluster, NodeNames.OnCluster(cluster, _nodes[index].Name))] = index;
            _names.Add(_nodes[index].Name);
        }
    }

    /// <summary>How many nodes there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>
    /// Takes in what a cluster has now: new nodes come at the end, and known ones are as they are now.
    /// </summary>
    /// <exception cref="ClusterException">A node cannot be one of a pool.</exception>
    public void Add(Discovered found, string region) => Add(found, region, isKnownKept: false);

    /// <summary>Takes in new nodes of a cluster; known ones stay as they were, for they may be in use.</summary>
    /// <exception cref="ClusterException">A node cannot be one of a pool.</exception>
    public void AddNew(Discovered found, string region) => Add(found, region, isKnownKept: true);

    /// <summary>All of it.</summary>
    public Fleet ToFleet() => _before with { Nodes = [.. _nodes] };

    private void Add(Discovered found, string region, bool isKnownKept)
    {
        foreach (var node in found.Nodes)
        {
            var place = region.Length > 0 ? node.Place with { Region = region } : node.Place;
            if (_known.TryGetValue((place.Cluster, node.Name), out var index))
            {
                if (!isKnownKept) _nodes[index] = NodeOf(_nodes[index].Name, node, place);
                continue;
            }

            if (_nodes.Count == Fleet.NodeCountMax)
                throw new ClusterException($"a pool has at most {Fleet.NodeCountMax} nodes; remove a cluster first.");

            var name = NodeNames.InPool(place.Cluster, node.Name, _names.Contains);
            _names.Add(name);
            _known.Add((place.Cluster, node.Name), _nodes.Count);
            _nodes.Add(NodeOf(name, node, place));
        }
    }

    private static Node NodeOf(string name, DiscoveredNode node, NodePlace place) =>
        new(name, node.CpuMillicores, node.MemoryMiB, node.Gpus.Count, ModelOf(node)) { Place = place };

    private static string ModelOf(DiscoveredNode node)
    {
        var models = node.Gpus.Select(gpu => gpu.Model).Distinct(StringComparer.Ordinal).ToList();
        return models.Count < 2 ? models.FirstOrDefault("") : throw new ClusterException(
            $"{node.Name} has GPUs of {models.Count} models ({string.Join(", ", models)}); "
            + "declare those of one with --gpus.");
    }
}

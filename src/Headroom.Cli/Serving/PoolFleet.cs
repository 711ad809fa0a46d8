using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Engines.Contract;
using Headroom.Server.Clusters;
using Headroom.Server.Keeping;
using Headroom.Storage;
using Headroom.Storage.Faults;

namespace Headroom.Cli.Serving;

/// <summary>
/// The nodes of a pool: those that it has had, in their places, and what its clusters have now. Nodes of a cluster that
/// does not answer stay as they were.
/// </summary>
internal sealed class PoolFleet
{
    private readonly List<Node> _nodes;
    private readonly Dictionary<(string Cluster, string Node), int> _known = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private PoolFleet(IEnumerable<Node> nodes)
    {
        _nodes = [.. nodes];
        for (var index = 0; index < _nodes.Count; index++)
        {
            var cluster = _nodes[index].Place.Cluster;
            _known[(cluster, NodeNames.OnCluster(cluster, _nodes[index].Name))] = index;
            _names.Add(_nodes[index].Name);
        }
    }

    /// <summary>How many nodes there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>The nodes that a store has had; none of one that is new.</summary>
    /// <exception cref="CommandFailure">They cannot be read.</exception>
    public static PoolFleet Of(PoolPlace place)
    {
        var isNew = !place.Store.IsPostgres && !File.Exists(Path.Combine(place.Folder, "headroom.db"));
        if (isNew) return new PoolFleet([]);

        try
        {
            using var store = ReadOnlyStore.Open(place.Store);
            return store.Access.SettingAsync(StoredFleet.Setting).GetAwaiter().GetResult() is { } known
                ? new PoolFleet(StoredFleet.Parse(known.Text).Nodes)
                : new PoolFleet([]);
        }
        // None yet: the start makes it, or says what is the matter.
        catch (StoreException)
        {
            return new PoolFleet([]);
        }
        catch (JsonException fault)
        {
            throw new CommandFailure(ExitCode.Failed, $"the fleet in the store cannot be read ({fault.Message}).");
        }
    }

    /// <summary>Takes in what a cluster has now.</summary>
    /// <exception cref="CommandFailure">A node cannot be one of a pool.</exception>
    public void Add(Discovered found, string region)
    {
        foreach (var node in found.Nodes)
        {
            var place = region.Length > 0 ? node.Place with { Region = region } : node.Place;
            if (_known.TryGetValue((place.Cluster, node.Name), out var index))
            {
                _nodes[index] = NodeOf(_nodes[index].Name, node, place);
                continue;
            }

            var name = NodeNames.InPool(place.Cluster, node.Name, _names.Contains);
            _names.Add(name);
            _nodes.Add(NodeOf(name, node, place));
        }
    }

    /// <summary>All of it.</summary>
    public Fleet ToFleet() => new() { Nodes = [.. _nodes] };

    private static Node NodeOf(string name, DiscoveredNode node, NodePlace place) =>
        new(name, node.CpuMillicores, node.MemoryMiB, node.Gpus.Count, ModelOf(node)) { Place = place };

    private static string ModelOf(DiscoveredNode node)
    {
        var models = node.Gpus.Select(gpu => gpu.Model).Distinct(StringComparer.Ordinal).ToList();
        return models.Count < 2 ? models.FirstOrDefault("") : throw new CommandFailure(
            ExitCode.WrongUse,
            $"{node.Name} has GPUs of {models.Count} models ({string.Join(", ", models)}); "
            + "declare those of one with --gpus.");
    }
}

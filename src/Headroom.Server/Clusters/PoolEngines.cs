using Headroom.Cluster.Fleets;
using Headroom.Engines.Contract;

namespace Headroom.Server.Clusters;

/// <summary>
/// The engines of a pool, each of which runs one cluster. What is told or asked about a run goes to the engine of the
/// cluster on which its nodes are, and to no other.
/// </summary>
public sealed class PoolEngines
{
    private readonly Dictionary<string, IEngine> _byCluster = new(StringComparer.Ordinal);
    private readonly IEngine _absent = new AbsentEngine();

    /// <summary>The engines by their names, which are those of their clusters.</summary>
    /// <param name="engines">
    /// At least one. The first has the nodes whose cluster has no name; one that is alone has all nodes.
    /// </param>
    /// <exception cref="ArgumentException">There is none, or two have one name.</exception>
    public PoolEngines(params IReadOnlyList<IEngine> engines)
    {
        if (engines.Count == 0) throw new ArgumentException("A pool needs an engine.", nameof(engines));

        All = [.. engines];
        foreach (var engine in engines)
        {
            if (!_byCluster.TryAdd(engine.Name, engine))
                throw new ArgumentException($"Two clusters are called {engine.Name}.", nameof(engines));
        }
    }

    /// <summary>The engines in the order of their clusters.</summary>
    public IReadOnlyList<IEngine> All { get; }

    /// <summary>All that anything may be told to: the engines, and what stands for clusters that are gone.</summary>
    internal IReadOnlyList<IEngine> AllAndAbsent => [.. All, _absent];

    /// <summary>The engine of a cluster; for one that the pool no longer has, one that never answers.</summary>
    public IEngine Of(string cluster)
    {
        if (_byCluster.TryGetValue(cluster, out var engine)) return engine;

        return cluster.Length == 0 || All.Count == 1 ? All[0] : _absent;
    }

    /// <summary>The engine of a node of a fleet.</summary>
    public IEngine Of(Fleet fleet, int node) => Of(fleet.Nodes[node].Place.Cluster);
}

using Headroom.Cluster.Fleets;
using Headroom.Engines.Contract;

namespace Headroom.Server.Clusters;

/// <summary>
/// The engines of a pool, each of which runs one cluster. What is told or asked about a run goes to the engine of the
/// cluster on which its nodes are, and to no other.
/// </summary>
public sealed class PoolEngines
{
    // Nodes of the machine that the pool runs on have no cluster's name.
    private const string Nameless = "local";

    private readonly Dictionary<string, IEngine> _byCluster = new(StringComparer.Ordinal);
    private readonly IEngine _absent = new AbsentEngine();

    /// <summary>The engines by their names, which are those of their clusters.</summary>
    /// <param name="engines">
    /// At least one. The first has the nodes whose cluster has no name.
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

    /// <summary>
    /// Whether each engine has the nodes of its own cluster only, and nodes without one belong to <c>local</c>: so it
    /// has to be where the pool may have had other clusters.
    /// </summary>
    public bool IsStrict { get; init; }

    /// <summary>The engines in the order of their clusters.</summary>
    public IReadOnlyList<IEngine> All { get; }

    /// <summary>All that anything may be told to: the engines, and what stands for clusters that are gone.</summary>
    internal IReadOnlyList<IEngine> AllAndAbsent => [.. All, _absent];

    /// <summary>The engine of a cluster; for one that the pool no longer has, one that never answers.</summary>
    public IEngine Of(string cluster)
    {
        if (_byCluster.TryGetValue(cluster, out var engine)) return engine;

        if (IsStrict) return cluster.Length == 0 ? _byCluster.GetValueOrDefault(Nameless, _absent) : _absent;

        return cluster.Length == 0 || All.Count == 1 ? All[0] : _absent;
    }

    /// <summary>Whether the pool has a cluster.</summary>
    public bool Has(string cluster) => Of(cluster) != _absent;

    /// <summary>The engine of a node of a fleet.</summary>
    public IEngine Of(Fleet fleet, int node) => Of(fleet.Nodes[node].Place.Cluster);
}

using Headroom.Cluster.Fleets;
using Headroom.Engines.Contract;

namespace Headroom.Server.Clusters;

/// <summary>
/// The engines of a pool, each of which runs one cluster. What is told or asked about a run goes to the engine of the
/// cluster on which its nodes are, and to no other. Engines may come and go meanwhile. Thread-safe.
/// </summary>
public sealed class PoolEngines
{
    // Nodes of the machine that the pool runs on have no cluster's name.
    private const string Nameless = "local";

    private readonly Lock _change = new();
    private readonly IEngine _absent = new AbsentEngine();
    private volatile IReadOnlyList<IEngine> _all;
    private volatile IReadOnlyDictionary<string, IEngine> _byCluster;
    private volatile TaskCompletionSource _changed = NewChange();

    /// <summary>The engines by their names, which are those of their clusters.</summary>
    /// <param name="engines">
    /// At least one. The first has the nodes whose cluster has no name.
    /// </param>
    /// <exception cref="ArgumentException">There is none, or two have one name.</exception>
    public PoolEngines(params IReadOnlyList<IEngine> engines)
    {
        if (engines.Count == 0) throw new ArgumentException("A pool needs an engine.", nameof(engines));

        if (engines.CountBy(engine => engine.Name).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new ArgumentException($"Two clusters are called {twice}.", nameof(engines));

        (_all, _byCluster) = ([.. engines], ByCluster(engines));
    }

    /// <summary>
    /// Whether each engine has the nodes of its own cluster only, and nodes without one belong to <c>local</c>: so it
    /// has to be where the pool may have had other clusters.
    /// </summary>
    public bool IsStrict { get; init; }

    /// <summary>The engines in the order in which they came.</summary>
    public IReadOnlyList<IEngine> All => _all;

    /// <summary>Ends when another engine has come or gone; take it before <see cref="All"/>.</summary>
    internal Task Changed => _changed.Task;

    /// <summary>The engine of a cluster; for one that the pool no longer has, one that never answers.</summary>
    public IEngine Of(string cluster)
    {
        if (_byCluster.TryGetValue(cluster, out var engine)) return engine;

        if (IsStrict) return cluster.Length == 0 ? _byCluster.GetValueOrDefault(Nameless, _absent) : _absent;

        var all = _all;
        return cluster.Length == 0 || all.Count == 1 ? all[0] : _absent;
    }

    /// <summary>Whether the pool has a cluster.</summary>
    public bool Has(string cluster) => Of(cluster) != _absent;

    /// <summary>The engine of a node of a fleet.</summary>
    public IEngine Of(Fleet fleet, int node) => Of(fleet.Nodes[node].Place.Cluster);

    /// <summary>Whether an engine is one of them now.</summary>
    internal bool IsPresent(IEngine engine) => engine != _absent && _all.Contains(engine);

    /// <summary>An engine comes. False where there is one of its name.</summary>
    internal bool Add(IEngine engine) => Change(all =>
        _byCluster.ContainsKey(engine.Name) ? null : [.. all, engine]);

    /// <summary>
    /// An engine goes; runs of its cluster cannot be asked for any more. False where it is none of them.
    /// </summary>
    internal bool Remove(IEngine engine) => Change(all =>
        all.Contains(engine) ? [.. all.Where(other => other != engine)] : null);

    private bool Change(Func<IReadOnlyList<IEngine>, IReadOnlyList<IEngine>?> change)
    {
        TaskCompletionSource before;
        lock (_change)
        {
            if (change(_all) is not { } after) return false;

            (_byCluster, _all) = (ByCluster(after), after);
            (before, _changed) = (_changed, NewChange());
        }

        before.SetResult();
        return true;
    }

    private static Dictionary<string, IEngine> ByCluster(IReadOnlyList<IEngine> engines) =>
        engines.ToDictionary(engine => engine.Name, StringComparer.Ordinal);

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

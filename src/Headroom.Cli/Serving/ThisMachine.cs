using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Engines.Contract;
using Headroom.Engines.Local;
using Headroom.Server;
using Headroom.Server.Clusters;
using Headroom.Server.Clusters.Descriptions;
using Headroom.Traces.Fleets;
using Headroom.Traces.Policies;

namespace Headroom.Cli.Serving;

/// <summary>
/// A pool of this machine, of clusters that files describe, of those that were added to it, or of all.
/// </summary>
internal static class ThisMachine
{
    /// <summary>Opens the engines of clusters for a pool that lies in a folder.</summary>
    public static EngineHost Host(string folder) => new(folder, SupervisorProgram.ThisOne("supervise"));

    /// <summary>What the control plane works with.</summary>
    /// <param name="options">What the start was told.</param>
    /// <param name="warn">Told of clusters that do not answer.</param>
    /// <param name="cancellation">Ends the look for nodes.</param>
    /// <exception cref="CommandFailure">The machine cannot be a node, or no cluster can be asked.</exception>
    /// <exception cref="ClusterException">A description says what cannot be.</exception>
    public static async Task<ControlPlaneOptions> PoolAsync(
        UpOptions options, Action<string> warn, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.Place.Folder);
        var stored = StoredPool.Of(options.Place);
        var (host, fleet, engines) = (Host(options.Place.Folder), new PoolFleet(stored.Fleet), new List<IEngine>());
        foreach (var cluster in NamedBy(options).Concat(stored.Added))
        {
            if (engines.Any(engine => engine.Name == cluster.Name))
            {
                throw new CommandFailure(
                    ExitCode.WrongUse, $"two clusters are called {cluster.Name}; name them differently.");
            }

            engines.Add(host.Open(cluster, isOnly: options.Clusters.Count == 1 && engines.Count == 0));
            var found = await engines[^1].DiscoverAsync(cancellation);
            fleet.Add(found, cluster.Region);
            if (found.Nodes.Count > 0) continue;

            var sentence = $"{cluster.Name}: {string.Join(' ', found.Warnings)}";
            if (fleet.Count == 0) throw new CommandFailure(ExitCode.Unreachable, sentence);

            warn($"{sentence} Its nodes stay as they were.");
        }

        return OptionsOf(options, host, WithRegions(fleet.ToFleet(), options.Regions), engines);
    }

    private static Fleet WithRegions(Fleet fleet, string? file)
    {
        if (file is null) return fleet;

        var known = RegionsFile.Read(file);
        var unknown = fleet.Nodes.FirstOrDefault(node => known.Regions.All(region => region.Name != node.Place.Region));
        return unknown is null
            ? fleet with { Regions = known.Regions, Links = known.Links, DataSets = known.DataSets }
            : throw new CommandFailure(
                ExitCode.WrongUse,
                $"{file} does not name the region '{unknown.Place.Region}' of node {unknown.Name}; add it there, or "
                + "name the cluster's region in its description.");
    }

    private static ControlPlaneOptions OptionsOf(
        UpOptions options, EngineHost host, Fleet fleet, IReadOnlyList<IEngine> engines)
    {
        var text = options.Policy is { } file ? PolicyFile.TextOf(file) : null;
        return new ControlPlaneOptions
        {
            Store = options.Place.Store,
            DataFolder = options.Place.Folder,
            Fleet = fleet,
            Policy = text is null
                ? SharingPolicy.OneQueue()
                : PolicyFile.Parse(options.Policy!, text, new Resources(fleet)),
            PolicyText = text,
            Engines = new PoolEngines(engines) { IsStrict = true },
            Host = host,
            ExchangeFolder = ExchangeOf(options),
            SealedRun = [.. SupervisorProgram.ThisOne("sealed"), "run"],
            Identity = options.Identity,
            TraceCollector = options.TraceCollector,
            IsLogJson = options.Log == LogForm.Json,
            Addresses = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
    }

    private static string? ExchangeOf(UpOptions options) =>
        options.Exchange is { } folder ? Path.GetFullPath(folder) : null;

    // This machine, unless the start names others.
    private static IEnumerable<ClusterDescription> NamedBy(UpOptions options) => options.Clusters.Count == 0
        ? [ClusterDescription.Parse("--gpus", $"engine: local\ngpus: {JsonSerializer.Serialize(options.Gpus ?? "")}\n")]
        : options.Clusters.Select(ClusterDescription.Read);
}

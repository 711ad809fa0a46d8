using Headroom.Cli.Outcome;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Engines.Contract;
using Headroom.Engines.Discovery;
using Headroom.Engines.Local;
using Headroom.Server;
using Headroom.Server.Clusters;
using Headroom.Storage;
using Headroom.Traces.Policies;

namespace Headroom.Cli.Serving;

/// <summary>A pool of this machine, of clusters that files describe, or of both.</summary>
internal static class ThisMachine
{
    private const string Name = "local";

    // Far more than training starts, and far less than a machine bears.
    private const int ProcessesMax = 8_192;

    /// <summary>What the control plane works with.</summary>
    /// <param name="options">What the start was told.</param>
    /// <param name="warn">Told of clusters that do not answer.</param>
    /// <param name="cancellation">Ends the look for nodes.</param>
    /// <exception cref="CommandFailure">The machine cannot be a node, or no cluster can be asked.</exception>
    public static async Task<ControlPlaneOptions> PoolAsync(
        UpOptions options, Action<string> warn, CancellationToken cancellation)
    {
        var (folder, store) = options.Place;
        Directory.CreateDirectory(folder);
        var clusters = ClustersOf(options);
        var fleet = PoolFleet.Of(options.Place);
        var engines = new List<IEngine>();
        foreach (var (cluster, region, open) in clusters)
        {
            if (engines.Any(engine => engine.Name == cluster))
            {
                throw new CommandFailure(
                    ExitCode.WrongUse, $"two clusters are called {cluster}; name them differently.");
            }

            engines.Add(open());
            var found = await engines[^1].DiscoverAsync(cancellation);
            fleet.Add(found, region);
            if (found.Nodes.Count > 0) continue;

            var sentence = $"{cluster}: {string.Join(' ', found.Warnings)}";
            if (fleet.Count == 0) throw new CommandFailure(ExitCode.Unreachable, sentence);

            warn($"{sentence} Its nodes stay as they were.");
        }

        return OptionsOf(options, store, folder, fleet.ToFleet(), engines);
    }

    private static ControlPlaneOptions OptionsOf(
        UpOptions options, StoreAddress store, string folder, Fleet fleet, IReadOnlyList<IEngine> engines)
    {
        var text = options.Policy is { } file ? PolicyFile.TextOf(file) : null;
        return new ControlPlaneOptions
        {
            Store = store,
            DataFolder = folder,
            Fleet = fleet,
            Policy = text is null
                ? SharingPolicy.OneQueue()
                : PolicyFile.Parse(options.Policy!, text, new Resources(fleet)),
            PolicyText = text,
            Engines = new PoolEngines(engines) { IsStrict = true },
            Identity = options.Identity,
            TraceCollector = options.TraceCollector,
            IsLogJson = options.Log == LogForm.Json,
            Addresses = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
    }

    // Those that the start names, or this machine; then those that were added.
    private static List<(string Name, string Region, Func<IEngine> Open)> ClustersOf(UpOptions options)
    {
        var folder = options.Place.Folder;
        var clusters = new List<(string Name, string Region, Func<IEngine> Open)>();
        var isOnly = options.Clusters.Count == 1;
        foreach (var file in options.Clusters.Select(path => ClusterFile.Read(path, folder, isOnly)))
            clusters.Add((file.Name, file.Region, file.Open));

        if (clusters.Count == 0) clusters.Add((Name, "", () => Local(options)));
        foreach (var file in AddedClusters.Read(folder)) clusters.Add((file.Name, file.Region, file.Open));
        return clusters;
    }

    private static LocalEngine Local(UpOptions options) => new(
        new LocalEngineOptions
        {
            Root = Path.Combine(options.Place.Folder, "engine"),
            Supervisor = SupervisorProgram.ThisOne("supervise"),
            NodeName = Name,
            Gpus = options.Gpus is { } declared ? Declared(declared) : null,
            ProcessesMax = ProcessesMax,
        },
        TimeProvider.System);

    private static ValueList<DiscoveredGpu> Declared(string text)
    {
        var gpus = GpuDeclaration.Parse(text, out var fault);
        return fault is null ? gpus : throw new CommandFailure(ExitCode.WrongUse, $"--gpus: {fault}");
    }
}

using Headroom.Cli.Outcome;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Engines.Contract;
using Headroom.Engines.Discovery;
using Headroom.Engines.Local;
using Headroom.Engines.Slurm;
using Headroom.Server;
using Headroom.Traces.Policies;

namespace Headroom.Cli.Serving;

/// <summary>A pool whose only cluster is this machine, or a cluster that a file describes.</summary>
internal static class ThisMachine
{
    private const string Name = "local";

    // Far more than training starts, and far less than a machine bears.
    private const int ProcessesMax = 8_192;

    /// <summary>What the control plane works with.</summary>
    /// <exception cref="CommandFailure">The machine cannot be a node, or the cluster not be asked.</exception>
    public static async Task<ControlPlaneOptions> PoolAsync(UpOptions options, CancellationToken cancellation)
    {
        var (folder, store) = options.Place;
        Directory.CreateDirectory(folder);
        var engine = EngineOf(options);
        var found = await engine.DiscoverAsync(cancellation);
        if (found.Nodes.Count == 0)
            throw new CommandFailure(ExitCode.Unreachable, $"{engine.Name}: {string.Join(' ', found.Warnings)}");

        var fleet = FleetOf(found);
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
            Engines = new(engine),
            Identity = options.Identity,
            TraceCollector = options.TraceCollector,
            IsLogJson = options.Log == LogForm.Json,
            Addresses = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
    }

    private static IEngine EngineOf(UpOptions options)
    {
        var folder = options.Place.Folder;
        if (options.Cluster is { } file)
            return new SlurmEngine(SlurmClusterFile.Read(file, Path.Combine(folder, "slurm")), TimeProvider.System);

        return new LocalEngine(
            new LocalEngineOptions
            {
                Root = Path.Combine(folder, "engine"),
                Supervisor = SupervisorProgram.ThisOne("supervise"),
                NodeName = Name,
                Gpus = options.Gpus is { } declared ? Declared(declared) : null,
                ProcessesMax = ProcessesMax,
            },
            TimeProvider.System);
    }

    private static ValueList<DiscoveredGpu> Declared(string text)
    {
        var gpus = GpuDeclaration.Parse(text, out var fault);
        return fault is null ? gpus : throw new CommandFailure(ExitCode.WrongUse, $"--gpus: {fault}");
    }

    private static Fleet FleetOf(Discovered found) => new()
    {
        Nodes =
        [
            .. found.Nodes.Select(node => new Node(
                node.Name, node.CpuMillicores, node.MemoryMiB, node.Gpus.Count, ModelOf(node))
            {
                Place = node.Place,
            }),
        ],
    };

    private static string ModelOf(DiscoveredNode node)
    {
        var models = node.Gpus.Select(gpu => gpu.Model).Distinct(StringComparer.Ordinal).ToList();
        return models.Count < 2 ? models.FirstOrDefault("") : throw new CommandFailure(
            ExitCode.WrongUse,
            $"{node.Name} has GPUs of {models.Count} models ({string.Join(", ", models)}); a node has those of one model here.");
    }
}

using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes;
using Headroom.Engines.Local;
using Headroom.Engines.Slurm;

namespace Headroom.Server.Clusters.Descriptions;

/// <summary>Opens the engines of described clusters on the machine that the pool runs on.</summary>
/// <param name="Folder">Folder of the pool; what a cluster needs lies below it where it names no folder.</param>
/// <param name="Supervisor">The program that watches over local runs, with its first arguments.</param>
public sealed record EngineHost(string Folder, ValueList<string> Supervisor)
{
    /// <summary>Opens an engine; nothing is asked of its cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="isOnly">Whether it is the only cluster that a pool is started with.</param>
    /// <exception cref="IOException">Its folder cannot be made.</exception>
    public IEngine Open(ClusterDescription cluster, bool isOnly = false)
    {
        var settings = new ClusterSettings(cluster, cluster.Name, RootOf(cluster, isOnly));
        return cluster.Engine switch
        {
            "slurm" => new SlurmEngine(SlurmSettings.Options(settings), TimeProvider.System),
            "kubernetes" => new KubernetesEngine(KubernetesSettings.Options(settings), TimeProvider.System),
            _ => new LocalEngine(LocalSettings.Options(settings, Supervisor), TimeProvider.System),
        };
    }

    // Pools of before had one cluster, and the engine's name was name enough for its folder.
    private string RootOf(ClusterDescription cluster, bool isOnly)
    {
        if (cluster is { Engine: "local", Name: LocalSettings.OwnName }) return Path.Combine(Folder, "engine");

        var own = Path.Combine(Folder, $"{cluster.Engine}-{cluster.Name}");
        var before = Path.Combine(Folder, cluster.Engine);
        return isOnly && !Directory.Exists(own) && Directory.Exists(before) ? before : own;
    }
}

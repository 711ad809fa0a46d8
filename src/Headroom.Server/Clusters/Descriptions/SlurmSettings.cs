using Headroom.Engines.Slurm;

namespace Headroom.Server.Clusters.Descriptions;

/// <summary>How a Slurm cluster is used.</summary>
internal static class SlurmSettings
{
    /// <summary>Its keys, beside those of every cluster.</summary>
    public static readonly string[] Keys =
    [
        "pool", "placement", "partition", "account", "qos", "reservation", "configuration", "programs", "ssh",
        "sshConfiguration", "shardsPerGpu",
    ];

    /// <summary>What the engine goes by.</summary>
    /// <exception cref="ClusterException">It says what cannot be.</exception>
    public static SlurmEngineOptions Options(ClusterSettings settings) => new()
    {
        Name = settings.Name,
        Pool = settings.Pool,
        Root = settings.Root,
        Placement = settings.NamesNodes ? SlurmPlacement.Node : SlurmPlacement.Cluster,
        Partition = settings.Text("partition"),
        Account = settings.Text("account"),
        Qos = settings.Text("qos"),
        Reservation = settings.Text("reservation"),
        ShardsPerGpu = settings.Shares("shardsPerGpu"),
        Access = new SlurmAccess
        {
            Configuration = settings.Text("configuration"),
            Programs = settings.Text("programs"),
            Ssh = settings.Text("ssh"),
            SshConfiguration = settings.Text("sshConfiguration"),
        },
    };
}

using Headroom.Cli.Outcome;
using Headroom.Engines.Slurm;
using Headroom.Traces.Settings;

namespace Headroom.Cli.Serving;

/// <summary>Reads how a Slurm cluster is used: lines <c>key: value</c>.</summary>
internal static class SlurmClusterFile
{
    private const int ShardsMost = 1_000;

    /// <summary>All keys.</summary>
    public static readonly string[] Keys =
    [
        "engine", "name", "region", "pool", "root", "placement", "partition", "account", "qos", "reservation", "configuration",
        "programs", "ssh", "sshConfiguration", "shardsPerGpu",
    ];

    /// <summary>What a file says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">Folder for runs where the file names none.</param>
    /// <exception cref="CommandFailure">It says what cannot be done.</exception>
    public static SlurmEngineOptions Read(string path, string root)
    {
        var values = SettingsFile.Read(path, Keys);
        string Text(string key, string usual = "") => values.GetValueOrDefault(key, usual);
        if (Text("engine") != "slurm")
            throw ClusterFile.Wrong(path, $"engine '{Text("engine")}' is not Slurm; write 'engine: slurm'");

        return new SlurmEngineOptions
        {
            Name = Text("name", "slurm"),
            Pool = Text("pool", "headroom"),
            Root = Path.GetFullPath(Text("root", root)),
            Placement = Text("placement", "node") switch
            {
                "node" => SlurmPlacement.Node,
                "cluster" => SlurmPlacement.Cluster,
                var other => throw ClusterFile.Wrong(path, $"placement '{other}' is neither 'node' nor 'cluster'"),
            },
            Partition = Text("partition"),
            Account = Text("account"),
            Qos = Text("qos"),
            Reservation = Text("reservation"),
            ShardsPerGpu = ClusterFile.Number(path, "shardsPerGpu", Text("shardsPerGpu", "0"), ShardsMost),
            Access = new SlurmAccess
            {
                Configuration = Text("configuration"),
                Programs = Text("programs"),
                Ssh = Text("ssh"),
                SshConfiguration = Text("sshConfiguration"),
            },
        };
    }
}

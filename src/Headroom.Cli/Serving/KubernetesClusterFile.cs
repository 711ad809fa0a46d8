using Headroom.Cli.Outcome;
using Headroom.Engines.Kubernetes;
using Headroom.Traces.Settings;

namespace Headroom.Cli.Serving;

/// <summary>Reads how a Kubernetes cluster is used: lines <c>key: value</c>.</summary>
internal static class KubernetesClusterFile
{
    private const int SharesMost = 1_000;

    /// <summary>All keys.</summary>
    public static readonly string[] Keys =
    [
        "engine", "name", "region", "pool", "root", "placement", "kubeconfig", "context", "namespace", "image",
        "imagePull", "serviceAccount", "gpuResource", "sharesPerGpu", "queue",
    ];

    /// <summary>What a file says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">Folder for logs where the file names none.</param>
    /// <exception cref="CommandFailure">It says what cannot be done.</exception>
    public static KubernetesEngineOptions Read(string path, string root)
    {
        var values = SettingsFile.Read(path, Keys);
        string Text(string key, string usual = "") => values.GetValueOrDefault(key, usual);
        return new KubernetesEngineOptions
        {
            Name = Text("name", "kubernetes"),
            Pool = Text("pool", "headroom"),
            Root = Path.GetFullPath(Text("root", root)),
            Placement = Text("placement", "node") switch
            {
                "node" => KubernetesPlacement.Node,
                "cluster" => KubernetesPlacement.Cluster,
                var other => throw ClusterFile.Wrong(path, $"placement '{other}' is neither 'node' nor 'cluster'"),
            },
            Kubeconfig = Text("kubeconfig"),
            Context = Text("context"),
            Namespace = Text("namespace", "headroom"),
            Image = Text("image") is { Length: > 0 } image
                ? image
                : throw ClusterFile.Wrong(
                    path, "no image is named; write 'image: NAME' for the one that programs run in"),
            ImagePull = Text("imagePull", "IfNotPresent") is var pull and ("Always" or "IfNotPresent" or "Never")
                ? pull
                : throw ClusterFile.Wrong(
                    path, $"imagePull '{Text("imagePull")}' is none of 'Always', 'IfNotPresent' and 'Never'"),
            ServiceAccount = Text("serviceAccount"),
            GpuResource = Text("gpuResource"),
            SharesPerGpu = ClusterFile.Number(path, "sharesPerGpu", Text("sharesPerGpu", "0"), SharesMost),
            Queue = Text("queue"),
        };
    }
}

using Headroom.Engines.Kubernetes;

namespace Headroom.Server.Clusters.Descriptions;

/// <summary>How a Kubernetes cluster is used.</summary>
internal static class KubernetesSettings
{
    /// <summary>Its keys, beside those of every cluster.</summary>
    public static readonly string[] Keys =
    [
        "pool", "placement", "kubeconfig", "context", "namespace", "image", "imagePull", "serviceAccount",
        "gpuResource", "sharesPerGpu", "queue",
    ];

    /// <summary>What the engine goes by.</summary>
    /// <exception cref="ClusterException">It says what cannot be.</exception>
    public static KubernetesEngineOptions Options(ClusterSettings settings) => new()
    {
        Name = settings.Name,
        Pool = settings.Pool,
        Root = settings.Root,
        Placement = settings.NamesNodes ? KubernetesPlacement.Node : KubernetesPlacement.Cluster,
        Kubeconfig = settings.Text("kubeconfig"),
        Context = settings.Text("context"),
        Namespace = settings.Text("namespace", "headroom"),
        Image = settings.Text("image") is { Length: > 0 } image
            ? image
            : throw settings.Wrong("no image is named; write 'image: NAME' for the one that programs run in"),
        ImagePull = settings.Text("imagePull", "IfNotPresent") is var pull and ("Always" or "IfNotPresent" or "Never")
            ? pull
            : throw settings.Wrong(
                $"imagePull '{settings.Text("imagePull")}' is none of 'Always', 'IfNotPresent' and 'Never'"),
        ServiceAccount = settings.Text("serviceAccount"),
        GpuResource = settings.Text("gpuResource"),
        SharesPerGpu = settings.Shares("sharesPerGpu"),
        Queue = settings.Text("queue"),
    };
}

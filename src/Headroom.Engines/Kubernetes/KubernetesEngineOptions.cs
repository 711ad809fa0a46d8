namespace Headroom.Engines.Kubernetes;

/// <summary>How work is run on a Kubernetes cluster.</summary>
public sealed record KubernetesEngineOptions
{
    /// <summary>Name of the cluster in reports. Default "kubernetes".</summary>
    public string Name { get; init; } = "kubernetes";

    /// <summary>
    /// Name of the pool, which stands on each Job as a label: 1 to 32 lower case letters, digits and '-'. Two pools
    /// need two namespaces, because Jobs have the names of their runs. Default "headroom".
    /// </summary>
    public string Pool { get; init; } = "headroom";

    /// <summary>Folder for what stopped runs wrote, from the root; made when it is not there.</summary>
    public required string Root { get; init; }

    /// <summary>Namespace to work in, which has to be there. Default "headroom".</summary>
    public string Namespace { get; init; } = "headroom";

    /// <summary>
    /// Path of the kubeconfig; empty, the default, for the one of this user, or of the pod that this process runs in.
    /// </summary>
    public string Kubeconfig { get; init; } = "";

    /// <summary>Context of the kubeconfig; empty, the default, for its current one.</summary>
    public string Context { get; init; } = "";

    /// <summary>Image that programs run in.</summary>
    public required string Image { get; init; }

    /// <summary>When the image is pulled: Always, IfNotPresent or Never. Default IfNotPresent.</summary>
    public string ImagePull { get; init; } = "IfNotPresent";

    /// <summary>Service account of pods; empty, the default, for the namespace's usual one.</summary>
    public string ServiceAccount { get; init; } = "";

    /// <summary>Whether orders name the nodes, or the cluster's scheduler chooses. Default: they do.</summary>
    public KubernetesPlacement Placement { get; init; } = KubernetesPlacement.Node;

    /// <summary>Resource of accelerators beside those that are known; empty, the default, for none.</summary>
    public string GpuResource { get; init; } = "";

    /// <summary>
    /// How many shares the site's device plugin (HAMi) makes of an accelerator, at most 1000; 0, the default, where it
    /// makes none, and then shares of one are refused.
    /// </summary>
    public int SharesPerGpu { get; init; }

    /// <summary>Local queue of Kueue that Jobs are handed to; empty, the default, for none.</summary>
    public string Queue { get; init; } = "";

    /// <summary>Longest wait for one answer. Default 30 s.</summary>
    public TimeSpan CallMost { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause between two looks while someone follows a log, or after a fault. Default 1 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an image that cannot be pulled is tried. Default 5 min.</summary>
    public TimeSpan ImageWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the cluster keeps Jobs that have ended and that nobody forgot. Default 7 days.</summary>
    public TimeSpan EndedKept { get; init; } = TimeSpan.FromDays(7);
}

/// <summary>Who chooses the node of a Job.</summary>
public enum KubernetesPlacement
{
    /// <summary>Orders name the node.</summary>
    Node,

    /// <summary>The cluster's scheduler chooses; nodes of orders only say what kind of accelerator it is.</summary>
    Cluster,
}

using System.Globalization;
using System.Text;
using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;
using k8s.Models;

namespace Headroom.Engines.Kubernetes.Objects;

/// <summary>Writes an order as a Job.</summary>
internal sealed class JobManifest(KubernetesEngineOptions options)
{
    private const string KueueQueue = "kueue.x-k8s.io/queue-name";
    private const long MaxTtl = int.MaxValue;

    /// <summary>The Job of an order.</summary>
    /// <param name="order">The order, with one task.</param>
    /// <param name="place">The node that it names.</param>
    public V1Job Of(RunOrder order, NodeOffer place)
    {
        var labels = new Dictionary<string, string>
        {
            [RunMarks.PoolLabel] = options.Pool,
            [RunMarks.RunLabel] = order.Id.Text,
        };
        var ofJob = new Dictionary<string, string>(labels);
        if (options.Queue.Length > 0) ofJob[KueueQueue] = options.Queue;
        return new V1Job
        {
            Metadata = new V1ObjectMeta
            {
                Name = order.Id.Text,
                NamespaceProperty = options.Namespace,
                Labels = ofJob,
                Annotations = new Dictionary<string, string>
                {
                    [RunMarks.OrderMark] = RunMarks.DigestOf(order),
                    [RunMarks.RulesMark] = Encoding.UTF8.GetString(StateJson.Bytes(order.Stop)),
                },
            },
            Spec = new V1JobSpec
            {
                Completions = 1,
                Parallelism = 1,
                BackoffLimit = 0,
                // Kueue lets it go on when it is admitted.
                Suspend = options.Queue.Length > 0 ? true : null,
                TtlSecondsAfterFinished = (int)Math.Min(MaxTtl, (long)options.EndedKept.TotalSeconds),
                PodReplacementPolicy = "Failed",
                PodFailurePolicy = FailAtOnce(),
                Template = new V1PodTemplateSpec
                {
                    Metadata = new V1ObjectMeta { Labels = labels },
                    Spec = PodOf(order, place),
                },
            },
        };
    }

    // A pod that is evicted or whose node is gone fails the Job: whether the run starts again is not for it to say.
    private static V1PodFailurePolicy FailAtOnce() => new()
    {
        Rules =
        [
            new V1PodFailurePolicyRule
            {
                Action = "FailJob",
                OnPodConditions =
                [
                    new V1PodFailurePolicyOnPodConditionsPattern { Type = "DisruptionTarget", Status = "True" },
                ],
            },
        ],
    };

    private V1PodSpec PodOf(RunOrder order, NodeOffer place) => new()
    {
        RestartPolicy = "Never",
        ServiceAccountName = options.ServiceAccount.Length > 0 ? options.ServiceAccount : null,
        AutomountServiceAccountToken = options.ServiceAccount.Length > 0,
        EnableServiceLinks = false,
        ActiveDeadlineSeconds = order.Limits.Time is { } time ? (long)Math.Ceiling(time.TotalSeconds) : null,
        TerminationGracePeriodSeconds = Math.Max(1, (long)Math.Ceiling(GraceOf(order.Stop).TotalSeconds)),
        // While a node is silent what runs there lives on: nothing of it is started elsewhere.
        Tolerations = [Stays("node.kubernetes.io/not-ready"), Stays("node.kubernetes.io/unreachable")],
        Affinity = options.Placement == KubernetesPlacement.Node ? OnNode(place.Name) : null,
        NodeSelector = options.Placement == KubernetesPlacement.Cluster && place.ModelLabel is { } label
            ? new Dictionary<string, string> { [label.Name] = label.Value }
            : null,
        Containers = [ContainerOf(order, place)],
    };

    /// <summary>
    /// Time that a program has to end by itself. Kubernetes sends no signal but SIGTERM, so the time to save comes
    /// after it.
    /// </summary>
    public static TimeSpan GraceOf(StopRules rules) =>
        rules.Checkpoint is null ? rules.Grace : rules.CheckpointWait + rules.Grace;

    private V1Container ContainerOf(RunOrder order, NodeOffer place)
    {
        var limits = new Dictionary<string, ResourceQuantity>();
        var task = order.Tasks[0];
        if (order.Limits.CpuMillicores > 0) limits["cpu"] = new($"{Text(order.Limits.CpuMillicores)}m");
        if (order.Limits.MemoryMiB > 0) limits["memory"] = new($"{Text(order.Limits.MemoryMiB)}Mi");
        if (task.Gpus.Count > 0) limits[place.GpuResource] = new(Text(task.Gpus.Count));
        if (task.Gpus.Count > 0 && task.GpuMilli < TaskRequest.WholeGpuMilli)
        {
            limits[Accelerators.HamiCores] = new(Text(Math.Max(1, task.GpuMilli / 10)));
            if (task.GpuMemoryMiB > 0) limits[Accelerators.HamiMemory] = new(Text(task.GpuMemoryMiB));
        }

        return new V1Container
        {
            Name = RunMarks.Container,
            Image = options.Image,
            ImagePullPolicy = options.ImagePull,
            Command = [.. order.Command.Select(Literal)],
            // A folder that nobody would make but the engine is the image's own.
            WorkingDir = order.MakesWorkingDirectory ? null : order.WorkingDirectory,
            Env = [.. order.Environment.Select(pair => new V1EnvVar { Name = pair.Name, Value = Literal(pair.Value) })],
            Resources = new V1ResourceRequirements { Limits = limits, Requests = limits },
            TerminationMessagePolicy = "FallbackToLogsOnError",
        };
    }

    private static V1Toleration Stays(string taint) =>
        new() { Key = taint, OperatorProperty = "Exists", Effect = "NoExecute" };

    private static V1Affinity OnNode(string name) => new()
    {
        NodeAffinity = new V1NodeAffinity
        {
            RequiredDuringSchedulingIgnoredDuringExecution = new V1NodeSelector
            {
                NodeSelectorTerms =
                [
                    new V1NodeSelectorTerm
                    {
                        MatchFields =
                        [
                            new V1NodeSelectorRequirement
                            {
                                Key = "metadata.name", OperatorProperty = "In", Values = [name],
                            },
                        ],
                    },
                ],
            },
        },
    };

    // In commands and values '$(NAME)' stands for something else, and '$$' for '$'.
    private static string Literal(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a manifest has to know of a node.</summary>
/// <param name="Name">Its name.</param>
/// <param name="GpuResource">Resource of its accelerators; empty where it has none.</param>
/// <param name="ModelLabel">Label that names their model; null where it has none.</param>
internal sealed record NodeOffer(string Name, string GpuResource, (string Name, string Value)? ModelLabel);

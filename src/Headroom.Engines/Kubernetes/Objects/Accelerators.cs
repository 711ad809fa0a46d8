using k8s.Models;

namespace Headroom.Engines.Kubernetes.Objects;

/// <summary>The resources by which device plugins offer accelerators, and the labels that name their model.</summary>
internal static class Accelerators
{
    /// <summary>Percent of an accelerator's processors, to HAMi.</summary>
    public const string HamiCores = "nvidia.com/gpucores";

    /// <summary>MiB of an accelerator's memory, to HAMi.</summary>
    public const string HamiMemory = "nvidia.com/gpumem";

    private const string Nvidia = "nvidia.com/gpu";
    private const string Amd = "amd.com/gpu";
    private const string Ascend = "huawei.com/Ascend";

    // In the order in which they are looked for: the makers' own labellers write them.
    private static readonly string[] ModelLabels =
    [
        "nvidia.com/gpu.product", "amd.com/gpu.product-name", "beta.amd.com/gpu.product-name",
        "node.kubernetes.io/npu.chip.name",
    ];

    /// <summary>The resource of a node's accelerators with how many it offers; null where it has none.</summary>
    /// <param name="node">The node.</param>
    /// <param name="other">A resource that the site names; empty for none.</param>
    public static (string Resource, int Count)? Of(V1Node node, string other)
    {
        foreach (var (name, amount) in node.Status?.Allocatable ?? new Dictionary<string, ResourceQuantity>())
        {
            if (IsKnown(name, other) && (int)amount.ToDecimal() is var count and > 0) return (name, count);
        }

        return null;
    }

    /// <summary>The model of a node's accelerators, as the maker's labels or the resource tell it.</summary>
    public static string ModelOf(V1Node node, string resource)
    {
        var label = LabelOf(node);
        return label is not null
            ? node.Metadata.Labels[label]
            : resource[(resource.IndexOf('/', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>The label that names the model of a node's accelerators; null where it has none.</summary>
    public static string? LabelOf(V1Node node) =>
        ModelLabels.FirstOrDefault(label => node.Metadata.Labels?.ContainsKey(label) == true);

    /// <summary>How many accelerators a pod holds.</summary>
    public static int HeldBy(V1Pod pod, string resource) => pod.Spec.Containers.Sum(container =>
        container.Resources?.Limits?.TryGetValue(resource, out var amount) == true ? (int)amount.ToDecimal() : 0);

    // 'huawei.com/Ascend910', '...310P' and so on, but not its parts: '...910-memory'.
    private static bool IsKnown(string name, string other) => name is Nvidia or Amd || name == other
        || (name.StartsWith(Ascend, StringComparison.Ordinal) && !name.Contains('-', StringComparison.Ordinal));
}

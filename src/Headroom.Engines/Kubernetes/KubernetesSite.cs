using System.Globalization;
using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes.Calls;
using Headroom.Engines.Kubernetes.Objects;
using k8s.Models;

namespace Headroom.Engines.Kubernetes;

/// <summary>The nodes of a cluster, and what pods of others hold of them.</summary>
internal sealed class KubernetesSite(KubernetesCalls calls, KubernetesEngineOptions options)
{
    private const int MillicoresPerCore = 1000;
    private const string ZoneLabel = "topology.kubernetes.io/zone";

    private volatile IReadOnlyDictionary<string, NodeOffer> _offers = new Dictionary<string, NodeOffer>();

    /// <summary>
    /// What nodes offer by name, asked for anew when one of <paramref name="names"/> is not among them.
    /// </summary>
    /// <exception cref="KubernetesFault">The cluster cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<string, NodeOffer>> OffersAsync(
        IEnumerable<string> names, CancellationToken cancellation)
    {
        if (!names.All(_offers.ContainsKey)) _ = await DiscoverAsync(cancellation);

        return _offers;
    }

    /// <summary>What there is now.</summary>
    /// <exception cref="KubernetesFault">The cluster cannot be asked.</exception>
    public async Task<Discovered> DiscoverAsync(CancellationToken cancellation)
    {
        var nodes = (await calls.NodesAsync(cancellation)).Items
            .OrderBy(node => node.Name(), StringComparer.Ordinal).ToList();
        var warnings = new List<string>();
        var others = await OthersAsync(warnings, cancellation);
        _offers = nodes.ToDictionary(node => node.Name(), OfferOf, StringComparer.Ordinal);
        if (nodes.Count == 0) warnings.Add("The cluster has no node.");

        var closed = nodes.Where(node => !IsUsable(node)).ToList();
        if (closed.Count > 0)
        {
            warnings.Add($"{closed.Count} nodes take no work now: "
                + $"{string.Join(", ", closed.Take(5).Select(node => node.Name()))}.");
        }

        return new Discovered(
            ValueList.From(nodes.Select(node => Of(node, others[node.Name()]))), ValueList.From(warnings));
    }

    private async Task<ILookup<string, V1Pod>> OthersAsync(List<string> warnings, CancellationToken cancellation)
    {
        try
        {
            return (await calls.AllPodsAsync(cancellation)).Items
                .Where(pod => pod.Spec.NodeName is not null && pod.GetLabel(RunMarks.PoolLabel) != options.Pool)
                .ToLookup(pod => pod.Spec.NodeName, StringComparer.Ordinal);
        }
        catch (KubernetesFault fault) when (fault.Status == 403)
        {
            warnings.Add("What others use of the nodes is not known: this user may not list pods of the cluster.");
            return Array.Empty<V1Pod>().ToLookup(pod => pod.Spec.NodeName, StringComparer.Ordinal);
        }
    }

    private NodeOffer OfferOf(V1Node node) => new(
        node.Name(),
        Accelerators.Of(node, options.GpuResource)?.Resource ?? "",
        Accelerators.LabelOf(node) is { } label ? (label, node.Metadata.Labels[label]) : null);

    private DiscoveredNode Of(V1Node node, IEnumerable<V1Pod> others)
    {
        var offer = Accelerators.Of(node, options.GpuResource);
        // A plugin that shares accelerators offers each of them many times.
        var count = (offer?.Count ?? 0) / Math.Max(1, options.SharesPerGpu);
        var model = offer is { } found ? Accelerators.ModelOf(node, found.Resource) : "";
        var gpus = Enumerable.Repeat(new DiscoveredGpu(model, MemoryOf(node)), Math.Min(count, Node.GpuCountMax));
        return new DiscoveredNode(
            node.Name(),
            (long)(Amount(node.Status?.Allocatable, "cpu") * MillicoresPerCore),
            (long)Amount(node.Status?.Allocatable, "memory") >> 20,
            ValueList.From(gpus))
        {
            Place = new NodePlace(Cluster: options.Name, Block: node.GetLabel(ZoneLabel) ?? ""),
            IsUsable = IsUsable(node),
            Taken = TakenBy(others, offer?.Resource ?? ""),
        };
    }

    private static TakenByOthers TakenBy(IEnumerable<V1Pod> pods, string resource)
    {
        var (cpu, memory, gpus) = (0m, 0m, 0);
        foreach (var pod in pods)
        {
            foreach (var container in pod.Spec.Containers)
            {
                cpu += Amount(container.Resources?.Requests, "cpu");
                memory += Amount(container.Resources?.Requests, "memory");
            }

            gpus += resource.Length > 0 ? Accelerators.HeldBy(pod, resource) : 0;
        }

        return new TakenByOthers((long)(cpu * MillicoresPerCore), (long)memory >> 20, gpus);
    }

    // NVIDIA's labeller tells the memory of one accelerator in MiB.
    private static long MemoryOf(V1Node node) =>
        long.TryParse(node.GetLabel("nvidia.com/gpu.memory"), CultureInfo.InvariantCulture, out var mib) ? mib : 0;

    // A taint of the name of its accelerators keeps others away alone: servers let pods that ask for some bear it.
    private bool IsUsable(V1Node node) => node.Spec?.Unschedulable != true
        && node.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true
        && node.Spec?.Taints?.Any(taint => taint.Effect is "NoSchedule" or "NoExecute"
            && taint.Key != Accelerators.Of(node, options.GpuResource)?.Resource) != true;

    private static decimal Amount(IDictionary<string, ResourceQuantity>? amounts, string name) =>
        amounts is not null && amounts.TryGetValue(name, out var amount) ? amount.ToDecimal() : 0;
}

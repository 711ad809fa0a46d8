using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;
using Headroom.Engines.Contract;

namespace Headroom.Dashboard.Tests.Showing;

/// <summary>Three clusters of different chips, and four tenants who share them.</summary>
internal static class ShowFleet
{
    public static SharingPolicy Policy { get; } = new()
    {
        Queues =
        [
            Queue("vision", "", 4, ("H100", 32), ("A100", 16)),
            Queue("vision-train", "vision", 2, ("H100", 24)),
            Queue("vision-eval", "vision", 1, ("H100", 8)),
            Queue("language", "", 4, ("H100", 40), ("Ascend-910B", 32)),
            Queue("speech", "", 2, ("A100", 32)),
            Queue("robotics", "", 1, ("A100", 16), ("H100", 8)),
        ],
    };

    public static Fleet Of() => new()
    {
        Nodes =
        [
            .. Rack("north", "h", 12, 8, "H100"),
            .. Rack("south", "a", 10, 8, "A100"),
            .. Rack("west", "n", 5, 8, "Ascend-910B"),
            .. Rack("west", "c", 2, 0, ""),
        ],
    };

    public static ValueList<DiscoveredNode> Discovered(Fleet fleet) => ValueList.From(
        fleet.Nodes.Select(node => new DiscoveredNode(
            node.Name, node.CpuMillicores, node.MemoryMiB,
            ValueList.From(Enumerable.Repeat(new DiscoveredGpu(node.ChipModel), node.GpuCount)))));

    private static IEnumerable<Node> Rack(string cluster, string letter, int count, int gpus, string model) =>
        Enumerable.Range(1, count).Select(number =>
            new Node($"{cluster}-{letter}{number:00}", 128_000, 1 << 20, gpus, model) { Place = new NodePlace("", cluster) });

    private static QueueDefinition Queue(
        string name, string parent, int weight, params (string Model, int Gpus)[] quotas) =>
        new()
        {
            Name = name,
            Parent = parent,
            Weight = weight,
            Quotas = ValueList.From(quotas.Select(quota => new Quota(quota.Model, quota.Gpus * 1000L))),
        };
}

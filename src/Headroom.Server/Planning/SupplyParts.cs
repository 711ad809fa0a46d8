using Headroom.Capacity.Ladder;
using Headroom.Client.Planning;
using Headroom.Cluster.Fleets;

namespace Headroom.Server.Planning;

/// <summary>What a fleet offers, by region and kind of chip.</summary>
internal static class SupplyParts
{
    public static GapSupply Of(Fleet fleet, double inService, GapFilter filter) => new()
    {
        Gpus = fleet.Nodes.Sum(node => node.GpuCount),
        InService = inService,
        Busy = filter.Busy,
        Useful = filter.Mfu,
        Pools = By(fleet, node => node.Place?.Region ?? ""),
        Chips = By(fleet, node => node.ChipModel),
    };

    private static IReadOnlyList<GapSupplyPart> By(Fleet fleet, Func<Cluster.Node, string> name) =>
    [
        .. fleet.Nodes.Where(node => node.GpuCount > 0).GroupBy(name)
            .Select(part => new GapSupplyPart(part.Key, part.Sum(node => node.GpuCount))),
    ];
}

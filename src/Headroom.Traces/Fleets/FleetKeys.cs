using Headroom.Traces.Specifications;

namespace Headroom.Traces.Fleets;

/// <summary>The keys of a fleet, group by group.</summary>
internal static class FleetKeys
{
    public static readonly KeySet Fleet = new("fleet", "chips", "regions", "links", "datasets", "nodes");

    public static readonly KeySet Chip = new("chip", "model", "memoryGiB", "sliceSlots", "slices");

    public static readonly KeySet Slice = new("slice", "name", "milli", "memoryGiB", "slots", "starts");

    public static readonly KeySet Region = new("region", "name", "pricePerGpuHour", "gramsCarbonPerGpuHour");

    public static readonly KeySet Link = new("link", "from", "to", "mebibytesPerSecond", "pricePerGiB");

    public static readonly KeySet DataSet = new("dataset", "name", "sizeGiB", "regions");

    public static readonly KeySet Node =
        new("node", "name", "region", "cluster", "block", "rack", "cpu", "memoryGiB", "gpus", "model");

    /// <summary>All groups.</summary>
    public static IReadOnlyList<KeySet> All { get; } = [Fleet, Chip, Slice, Region, Link, DataSet, Node];
}

using Headroom.Cluster;
using Headroom.Cluster.Fleets;

namespace Headroom.Scheduling.Options;

/// <summary>
/// What computing costs in each region of a fleet, and what it takes to bring data there. Made once for a fleet and
/// shared.
/// </summary>
internal sealed class FleetPrices
{
    private const long DataSetMiBMax = 1L << 40;

    private readonly Dictionary<string, (int Order, CurveSum Price, CurveSum Carbon)> _regions =
        new(StringComparer.Ordinal);

    private readonly Dictionary<string, DataSet> _dataSets = new(StringComparer.Ordinal);
    private readonly ILookup<string, RegionLink> _linksTo;

    /// <summary>Prices of a fleet.</summary>
    public FleetPrices(Fleet fleet)
    {
        foreach (var region in fleet.Regions) Add(region);
        foreach (var node in fleet.Nodes) Add(Region.Free(node.Place.Region));
        foreach (var data in fleet.DataSets) _dataSets.TryAdd(data.Name, data);
        _linksTo = fleet.Links.ToLookup(link => link.To, StringComparer.Ordinal);
    }

    /// <summary>Place of a region among those listed, then those that only nodes name.</summary>
    public int OrderOf(string region) => _regions[region].Order;

    /// <summary>Thousandths of the currency for one accelerator and hour, times milliseconds, over a run.</summary>
    public Int128 PriceOver(string region, long from, long milliseconds) =>
        _regions[region].Price.Over(from, milliseconds);

    /// <summary>Grams of carbon dioxide of one accelerator and hour, times milliseconds, over a run.</summary>
    public Int128 CarbonOver(string region, long from, long milliseconds) =>
        _regions[region].Carbon.Over(from, milliseconds);

    /// <summary>
    /// Bringing data sets to a region, one after the other, each over the cheapest way from a region that holds a copy;
    /// null when there is no way. Data sets that the fleet does not list are taken to be everywhere.
    /// </summary>
    public Transfer? TransferTo(string region, ValueList<string> dataSets)
    {
        var total = new Transfer(0, 0);
        foreach (var name in dataSets)
        {
            if (!_dataSets.TryGetValue(name, out var data) || data.Regions.Contains(region)) continue;
            if (CheapestWay(data, region) is not { } way) return null;

            var size = Math.Clamp(data.SizeMiB, 0, DataSetMiBMax);
            var milliseconds = ((Int128)size * 1_000 + way.MiBPerSecond - 1) / Math.Max(way.MiBPerSecond, 1);
            total = new Transfer(
                total.Cost + Cost.OfSending(size, way),
                (long)Int128.Min(total.Milliseconds + milliseconds, RecordedJob.MillisecondsMax));
        }

        return total;
    }

    private RegionLink? CheapestWay(DataSet data, string region)
    {
        RegionLink? best = null;
        foreach (var link in _linksTo[region])
        {
            if (!data.Regions.Contains(link.From)) continue;

            var order = best is null ? -1 : link.PricePerGiB.CompareTo(best.PricePerGiB);
            if (order < 0 || (order == 0 && link.MiBPerSecond > best!.MiBPerSecond)) best = link;
        }

        return best;
    }

    private void Add(Region region)
    {
        if (_regions.ContainsKey(region.Name)) return;

        _regions.Add(region.Name, (
            _regions.Count,
            new CurveSum(region.PricePerGpuHour, Cost.PricePerGpuHourMax),
            new CurveSum(region.CarbonPerGpuHour, Cost.CarbonPerGpuHourMax)));
    }
}

/// <summary>Bringing data to a region.</summary>
/// <param name="Cost">What sending costs, in the unit of <see cref="Options.Cost"/>.</param>
/// <param name="Milliseconds">How long it takes.</param>
internal readonly record struct Transfer(Int128 Cost, long Milliseconds);

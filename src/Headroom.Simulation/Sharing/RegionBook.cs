using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;

namespace Headroom.Simulation.Sharing;

/// <summary>Which region a node stands in, and what it takes to bring data there.</summary>
internal sealed class RegionBook
{
    private readonly int[] _regionOf;
    private readonly List<Region> _regions = [];
    private readonly Dictionary<string, DataSet> _dataSets;
    private readonly ILookup<string, RegionLink> _linksTo;

    public RegionBook(Fleet fleet)
    {
        var known = fleet.Regions.ToDictionary(region => region.Name, StringComparer.Ordinal);
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        _regionOf = new int[fleet.Nodes.Count];
        for (var node = 0; node < _regionOf.Length; node++)
        {
            var name = fleet.Nodes[node].Place.Region;
            if (!indexes.TryGetValue(name, out _regionOf[node]))
            {
                indexes.Add(name, _regionOf[node] = _regions.Count);
                _regions.Add(known.GetValueOrDefault(name) ?? Region.Free(name));
            }
        }

        _dataSets = fleet.DataSets.ToDictionary(data => data.Name, StringComparer.Ordinal);
        _linksTo = fleet.Links.ToLookup(link => link.To, StringComparer.Ordinal);
    }

    /// <summary>Regions that have nodes, in order of their first.</summary>
    public IReadOnlyList<Region> Regions => _regions;

    /// <summary>Index of a node's region.</summary>
    public int Of(int node) => _regionOf[node];

    /// <summary>
    /// Brings what a job reads to a region: one data set after the other, each over the cheapest way, and of equally
    /// cheap ones the widest. Data sets that the fleet does not list are everywhere.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no way: the job should not run there.</exception>
    public DataTransfer TransferFor(JobShape shape, int region)
    {
        var total = DataTransfer.None;
        foreach (var name in shape.DataSets)
        {
            if (!_dataSets.TryGetValue(name, out var data) || data.Regions.Contains(_regions[region].Name)) continue;

            var way = _linksTo[_regions[region].Name]
                .Where(link => data.Regions.Contains(link.From))
                .OrderBy(link => link.PricePerGiB)
                .ThenByDescending(link => link.MiBPerSecond)
                .FirstOrDefault()
                ?? throw new InvalidOperationException($"A job was put in {_regions[region].Name}, where {name} cannot be brought.");
            total += DataTransfer.Over(way, data.SizeMiB);
        }

        return total;
    }
}

/// <summary>Data sent from one region to another.</summary>
/// <param name="MiB">How much.</param>
/// <param name="Milliseconds">How long it takes.</param>
/// <param name="Price">What it costs, in thousandths of the currency.</param>
internal readonly record struct DataTransfer(long MiB, long Milliseconds, double Price)
{
    private const int MiBPerGiB = 1024;

    public static DataTransfer None => default;

    public static DataTransfer operator +(DataTransfer one, DataTransfer other) =>
        new(one.MiB + other.MiB, one.Milliseconds + other.Milliseconds, one.Price + other.Price);

    public static DataTransfer Over(RegionLink way, long mib) => new(
        mib,
        (long)(((Int128)mib * 1000 + way.MiBPerSecond - 1) / way.MiBPerSecond),
        (double)mib * way.PricePerGiB / MiBPerGiB);
}

using Headroom.Storage.Jobs;

namespace Headroom.Storage.Accounts;

/// <summary>
/// Adds up old stretches by quarter hours, tenant, resource and region in whole numbers: all that a price may depend
/// on. Clocks of all time zones differ by quarter hours, so a day of any of them is a sum of these.
/// </summary>
internal sealed class SpanBook(FleetView fleet)
{
    private readonly Dictionary<(long At, string Tenant, string Resource, string Region), long> _sums = [];

    /// <summary>By time, then tenant, resource and region; without zeros.</summary>
    public IEnumerable<(long At, string Tenant, string Resource, string Region, long Amount)> Sums => _sums
        .Where(sum => sum.Value != 0)
        .OrderBy(sum => sum.Key.At)
        .ThenBy(sum => sum.Key.Tenant, StringComparer.Ordinal)
        .ThenBy(sum => sum.Key.Resource, StringComparer.Ordinal)
        .ThenBy(sum => sum.Key.Region, StringComparer.Ordinal)
        .Select(sum => (sum.Key.At, sum.Key.Tenant, sum.Key.Resource, sum.Key.Region, sum.Value));

    /// <summary>The whole of a stretch that has ended.</summary>
    public void Add(Stretch stretch)
    {
        var region = fleet.RegionOf(stretch);
        for (var at = stretch.Began; at < stretch.Ended;)
        {
            var quarter = at - (at % UsagePart.Quarter + UsagePart.Quarter) % UsagePart.Quarter;
            var next = Math.Min(stretch.Ended.Value, quarter + UsagePart.Quarter);
            var key = (quarter, stretch.Tenant, stretch.Resource, region);
            _sums[key] = checked(_sums.GetValueOrDefault(key) + (next - at) * stretch.Milli);
            at = next;
        }
    }
}

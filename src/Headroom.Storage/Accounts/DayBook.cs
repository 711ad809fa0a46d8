using Headroom.Storage.Jobs;

namespace Headroom.Storage.Accounts;

/// <summary>
/// Adds up stretches by day, tenant and resource in whole numbers, so that no order of adding and no rollup changes a
/// sum. A day of a million accelerators fits a thousand times.
/// </summary>
internal sealed class DayBook
{
    /// <summary>Milliseconds of a day.</summary>
    public const long Day = 86_400_000;

    private readonly Dictionary<(long Day, string Tenant, string Resource), long> _sums = [];

    /// <summary>By day, then tenant, then resource; without zeros.</summary>
    public IEnumerable<UsageSum> Sums => _sums
        .Where(sum => sum.Value != 0)
        .OrderBy(sum => sum.Key.Day)
        .ThenBy(sum => sum.Key.Tenant, StringComparer.Ordinal)
        .ThenBy(sum => sum.Key.Resource, StringComparer.Ordinal)
        .Select(sum => new UsageSum(sum.Key.Day, sum.Key.Tenant, sum.Key.Resource, sum.Value));

    public static long DayOf(long time) => Math.DivRem(time, Day) is var (day, rest) && rest < 0 ? day - 1 : day;

    /// <summary>A sum of a day.</summary>
    public void Add(UsageSum sum) => Add(sum.Day, sum.Tenant, sum.Resource, sum.MilliMilliseconds);

    /// <summary>The part of a stretch that lies within some days.</summary>
    /// <param name="stretch">The stretch.</param>
    /// <param name="from">First day.</param>
    /// <param name="before">Day after the last.</param>
    /// <param name="now">Until when it counts while it lasts, in milliseconds.</param>
    public void Add(Stretch stretch, long from, long before, long now)
    {
        var began = Math.Max(stretch.Began, checked(from * Day));
        var ended = Math.Min(stretch.Ended ?? now, checked(before * Day));
        for (var at = began; at < ended;)
        {
            var day = DayOf(at);
            var next = Math.Min(ended, (day + 1) * Day);
            Add(day, stretch.Tenant, stretch.Resource, checked((next - at) * stretch.Milli));
            at = next;
        }
    }

    private void Add(long day, string tenant, string resource, long amount)
    {
        var key = (day, tenant, resource);
        _sums[key] = checked(_sums.GetValueOrDefault(key) + amount);
    }
}

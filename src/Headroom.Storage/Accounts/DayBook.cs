namespace Headroom.Storage.Accounts;

/// <summary>
/// Adds up what was held by day, tenant and resource in whole numbers, so that no order of adding and no rollup changes
/// a sum. A day of a million accelerators fits a thousand times.
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

    /// <summary>A part of some days; a sum lies within one.</summary>
    public void Add(UsagePart part)
    {
        var milli = part.MilliMilliseconds / (part.Ended - part.Began);
        for (var at = part.Began; at < part.Ended;)
        {
            var day = DayOf(at);
            var next = Math.Min(part.Ended, (day + 1) * Day);
            var amount = part.Job is null ? part.MilliMilliseconds : checked((next - at) * milli);
            var key = (day, part.Tenant, part.Resource);
            _sums[key] = checked(_sums.GetValueOrDefault(key) + amount);
            at = next;
        }
    }
}

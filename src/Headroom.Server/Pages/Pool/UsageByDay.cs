using Headroom.Cluster.Tenancy;
using Headroom.Server.Access;
using Headroom.Storage;
using Headroom.Storage.Accounts;

namespace Headroom.Server.Pages.Pool;

/// <summary>
/// Adds up what tenants held of accelerators by day. Sums of the last days take a while in a large pool, and are kept
/// for a moment. Thread-safe.
/// </summary>
internal sealed class UsageByDay(Store store)
{
    public const int Days = 14;

    private const long Day = 86_400_000;
    private const long KeptMilliseconds = 30_000;
    private const double MilliMillisecondsAnHour = 3_600_000_000.0;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long At, Task<IReadOnlyList<UsageSum>> Sums)> _kept = [];

    /// <summary>The last days.</summary>
    /// <param name="bearer">Who looks.</param>
    /// <param name="resource">A chip model; empty for all.</param>
    /// <param name="known">Tenants that come first, in this order.</param>
    /// <param name="now">In Unix milliseconds.</param>
    public async Task<UsageDays> OfAsync(Bearer bearer, string resource, IReadOnlyList<string> known, long now)
    {
        var last = now / Day;
        var first = Math.Max(0, last - Days + 1);
        var sums = (await SumsAsync(bearer.Tenant, first, last + 1, now))
            .Where(sum => resource.Length > 0 ? sum.Resource == resource : sum.Resource != Quota.Cpu)
            .ToLookup(sum => (sum.Tenant, sum.Day), sum => sum.MilliMilliseconds);
        string[] tenants =
        [
            .. known,
            .. sums.Select(sum => sum.Key.Tenant).Distinct().Except(known).Order(StringComparer.Ordinal),
        ];
        long[] days = [.. Enumerable.Range(0, (int)(last - first + 1)).Select(day => first + day)];
        return new UsageDays(
            days,
            tenants,
            [.. tenants.Select(tenant => days.Select(day => HoursOf(sums[(tenant, day)])).ToArray())]);
    }

    private static double HoursOf(IEnumerable<long> sums) => sums.Sum() / MilliMillisecondsAnHour;

    // One look at the store for all who ask at the same time: nobody's leaving ends it.
    private Task<IReadOnlyList<UsageSum>> SumsAsync(string tenant, long first, long before, long now)
    {
        lock (_lock)
        {
            if (_kept.TryGetValue(tenant, out var kept) && !kept.Sums.IsFaulted && now - kept.At < KeptMilliseconds)
                return kept.Sums;

            var sums = store.Usage.SumAsync(first, before, now, tenant.Length > 0 ? tenant : null);
            _kept[tenant] = (now, sums);
            return sums;
        }
    }
}

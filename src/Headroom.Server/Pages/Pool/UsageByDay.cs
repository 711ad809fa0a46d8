using Headroom.Cluster.Tenancy;
using Headroom.Server.Access;
using Headroom.Storage;

namespace Headroom.Server.Pages.Pool;

/// <summary>Adds up what tenants held of accelerators by day.</summary>
internal static class UsageByDay
{
    public const int Days = 14;

    private const long Day = 86_400_000;
    private const double MilliMillisecondsAnHour = 3_600_000_000.0;

    /// <summary>The last days.</summary>
    /// <param name="store">Has the sums.</param>
    /// <param name="bearer">Who looks.</param>
    /// <param name="resource">A chip model; empty for all.</param>
    /// <param name="known">Tenants that come first, in this order.</param>
    /// <param name="now">In Unix milliseconds.</param>
    /// <param name="cancellation">Ends the read.</param>
    public static async Task<UsageDays> OfAsync(
        Store store, Bearer bearer, string resource, IReadOnlyList<string> known, long now, CancellationToken cancellation)
    {
        var last = now / Day;
        var first = Math.Max(0, last - Days + 1);
        var sums = (await store.Usage.SumAsync(
            first, last + 1, now, bearer.Tenant.Length > 0 ? bearer.Tenant : null, cancellation))
            .Where(sum => resource.Length > 0 ? sum.Resource == resource : sum.Resource != Quota.Cpu)
            .ToLookup(sum => (sum.Tenant, sum.Day), sum => sum.MilliMilliseconds);
        string[] tenants = [.. known, .. sums.Select(sum => sum.Key.Tenant).Distinct().Except(known).Order(StringComparer.Ordinal)];
        long[] days = [.. Enumerable.Range(0, (int)(last - first + 1)).Select(day => first + day)];
        return new UsageDays(
            days,
            tenants,
            [.. tenants.Select(tenant => (double[])[.. days.Select(day => sums[(tenant, day)].Sum() / MilliMillisecondsAnHour)])]);
    }
}

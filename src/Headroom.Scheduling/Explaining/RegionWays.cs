using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Scheduling.Options;

namespace Headroom.Scheduling.Explaining;

/// <summary>What one region would cost a job.</summary>
/// <param name="Region">Its name.</param>
/// <param name="IsAsked">Whether the job may run there.</param>
/// <param name="TransferMilliseconds">How long its data would be on the way; null when it cannot get there.</param>
/// <param name="TransferPriceMilli">Price of sending it, in thousandths of the currency, rounded towards zero.</param>
/// <param name="PricePerGpuHourMilli">Price of an accelerator in the coming hour, in thousandths.</param>
/// <param name="CarbonPerGpuHour">Carbon dioxide of an accelerator in the coming hour, in grams.</param>
public sealed record RegionWay(
    string Region, bool IsAsked, long? TransferMilliseconds, long TransferPriceMilli, long PricePerGpuHourMilli,
    long CarbonPerGpuHour);

/// <summary>The figures by which the engine weighs waiting in one region against moving data to another.</summary>
public static class RegionWays
{
    /// <summary>All regions that a fleet lists, in its order; none where it lists none.</summary>
    /// <param name="fleet">The fleet, checked.</param>
    /// <param name="shape">What the job asks for.</param>
    /// <param name="now">Milliseconds since the fleet's own zero.</param>
    public static IReadOnlyList<RegionWay> Of(Fleet fleet, JobShape shape, long now)
    {
        if (fleet.Regions.Count == 0) return [];

        // Nodes add regions that are not listed, and those are not shown.
        var prices = new FleetPrices(fleet with { Nodes = [] });
        return [.. fleet.Regions.Select(region => Of(region.Name, shape, prices, now))];
    }

    private static RegionWay Of(string region, JobShape shape, FleetPrices prices, long now)
    {
        var transfer = prices.TransferTo(region, shape.DataSets);
        return new RegionWay(
            region, shape.Regions.Count == 0 || shape.Regions.Contains(region), transfer?.Milliseconds,
            Thousandths(transfer?.Cost ?? 0), AnHour(prices.PriceOver), AnHour(prices.CarbonOver));

        long AnHour(Func<string, long, long, Int128> over) => (long)(over(region, now, CurveSum.Hour) / CurveSum.Hour);
    }

    private static long Thousandths(Int128 cost) => (long)Int128.Min(cost / Cost.Thousandth, long.MaxValue);
}

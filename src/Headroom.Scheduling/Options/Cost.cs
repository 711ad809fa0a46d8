using Headroom.Cluster.Fleets;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Options;

/// <summary>
/// What runs cost, without rounding: in millionths of the currency, times thousandths of an accelerator, times
/// milliseconds of an hour. Figures beyond the bounds count as the bounds, so that no sum overflows.
/// </summary>
internal static class Cost
{
    /// <summary>One thousandth of the currency.</summary>
    public const long Thousandth = 1_000L * 1_000 * CurveSum.Hour;

    /// <summary>Highest price of an accelerator for an hour that is believed, in thousandths.</summary>
    public const long PricePerGpuHourMax = 1_000_000_000_000;

    /// <summary>Most grams of carbon dioxide of an accelerator for an hour that are believed: a tonne.</summary>
    public const long CarbonPerGpuHourMax = 1_000_000;

    private const long PriceMax = 1_000_000_000;
    private const long MiBPerGiB = 1_024;
    private const long MinutesPerHour = 60;

    /// <summary>Price and carbon of a run.</summary>
    /// <param name="priceSum">Thousandths an hour, times milliseconds.</param>
    /// <param name="carbonSum">Grams an hour, times milliseconds.</param>
    /// <param name="gpuMilli">Thousandths of accelerators.</param>
    /// <param name="rules">Worth of carbon.</param>
    public static Int128 OfRun(Int128 priceSum, Int128 carbonSum, long gpuMilli, PlanningRules rules) =>
        (priceSum * 1_000 + carbonSum * Math.Clamp(rules.PricePerKilogramCarbon, 0, PriceMax)) * gpuMilli;

    /// <summary>What later completion is worth.</summary>
    public static Int128 OfDelay(long milliseconds, long gpuMilli, PlanningRules rules) =>
        (Int128)Math.Clamp(rules.PricePerGpuMinuteOfDelay, 0, PriceMax) * (1_000 * MinutesPerHour) * gpuMilli
            * milliseconds;

    /// <summary>Price of sending data over a link.</summary>
    public static Int128 OfSending(long mebibytes, RegionLink link) =>
        (Int128)Math.Clamp(link.PricePerGiB, 0, PriceMax) * mebibytes * (Thousandth / MiBPerGiB);
}

using Headroom.Cluster;

namespace Headroom.Scheduling.Placement.Stranding;

/// <summary>
/// Numbers as multiples of 2^-20. Sums and products with whole numbers are exact, so that nodes that are equally good
/// stay equal and the order of the fleet decides between them, on every machine.
/// </summary>
internal static class Fixed
{
    /// <summary>How many steps make one.</summary>
    public const long One = 1L << 20;

    /// <summary>
    /// A ratio so large that nothing it is compared with can be short: a thousandth of a core would
    /// serve the largest node.
    /// </summary>
    public const long Abundant = One * Node.GpuCountMax * TaskRequest.WholeGpuMilli;

    /// <summary>
    /// <paramref name="numerator"/> over <paramref name="denominator"/>, at most <see cref="Abundant"/>.
    /// </summary>
    public static long Ratio(long numerator, long denominator)
    {
        if (denominator == 0) return Abundant;
        return (long)Int128.Min(Abundant, (Int128)numerator * One / denominator);
    }
}

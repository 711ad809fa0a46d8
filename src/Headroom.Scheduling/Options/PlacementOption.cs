namespace Headroom.Scheduling.Options;

/// <summary>One way to run a job.</summary>
/// <param name="Resource">Index of the chip model, or of processors.</param>
/// <param name="Part">Part of the topology, a region.</param>
/// <param name="Region">Name of that region.</param>
/// <param name="Cost">Price, carbon, sending of data and delay against the fastest way, in the unit of
/// <see cref="Options.Cost"/>.</param>
/// <param name="TransferMilliseconds">How long data is on its way before the run.</param>
/// <param name="RunMilliseconds">How long the run is expected to take there.</param>
/// <param name="GpuMilli">Thousandths of accelerators that it takes there.</param>
internal sealed record PlacementOption(
    int Resource, int Part, string Region, Int128 Cost, long TransferMilliseconds, long RunMilliseconds, long GpuMilli)
{
    /// <summary>
    /// Cost in thousandths of the currency, rounded towards zero; beyond a number's range, its bound.
    /// </summary>
    public long CostMilli => (long)Int128.Clamp(Cost / Options.Cost.Thousandth, long.MinValue, long.MaxValue);
}

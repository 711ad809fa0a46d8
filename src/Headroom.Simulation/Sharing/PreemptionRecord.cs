using Headroom.Cluster.Events;

namespace Headroom.Simulation.Sharing;

/// <summary>A preemption of a run.</summary>
/// <param name="At">When it was ordered, in milliseconds.</param>
/// <param name="Preemption">The order with its rule, its beneficiary and the shares of both sides.</param>
/// <param name="LostGpuMilliseconds">
/// Work that had to be repeated, in accelerators times milliseconds; 0 when the job saved it or ended before the stop.
/// </param>
public sealed record PreemptionRecord(long At, Preemption Preemption, long LostGpuMilliseconds);

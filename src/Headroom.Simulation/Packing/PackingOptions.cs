namespace Headroom.Simulation.Packing;

/// <summary>How one replay of a packing experiment is to be made.</summary>
public sealed record PackingOptions
{
    /// <summary>Name of a policy in <see cref="PackingReplay.PolicyNames"/>.</summary>
    public required string Policy { get; init; }

    /// <summary>Seed of the arrival order, any number.</summary>
    public required long Seed { get; init; }

    /// <summary>Demand to let arrive as a multiple of the fleet's accelerators, from 0.01 to 10; default 1.3.</summary>
    public double Inflation { get; init; } = 1.3;

    /// <summary>Where a policy learns the workload's mix from; default the whole trace, as in the published experiment.</summary>
    public MixSource Mix { get; init; } = MixSource.Trace;

    /// <summary>Running tasks that may be moved for each 1,000 arrivals, 0 to 1,000; default 0.</summary>
    public int MovesPerThousandArrivals { get; init; }
}

/// <summary>Where a placement policy learns from which tasks a workload is made of.</summary>
public enum MixSource
{
    /// <summary>From the whole trace before the first arrival.</summary>
    Trace,

    /// <summary>From the arrivals seen so far, as a live cluster must.</summary>
    Arrivals,
}

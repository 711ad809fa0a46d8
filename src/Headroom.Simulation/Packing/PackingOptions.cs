using Headroom.Cluster;

namespace Headroom.Simulation.Packing;

/// <summary>How one replay of a packing experiment is to be made.</summary>
public sealed record PackingOptions
{
    private const double InflationMin = 0.01;
    private const double InflationMax = 10;
    private const int MovesMax = 1000;

    /// <summary>Name of a policy in <see cref="PackingReplay.PolicyNames"/>.</summary>
    public required string Policy { get; init; }

    /// <summary>Seed of the arrival order, any number.</summary>
    public required long Seed { get; init; }

    /// <summary>Demand to let arrive as a multiple of the fleet's accelerators, from 0.01 to 10; default 1.3.</summary>
    public double Inflation { get; init; } = 1.3;

    /// <summary>
    /// Where a policy learns the workload's mix from; default the whole trace, as in the published experiment.
    /// </summary>
    public MixSource Mix { get; init; } = MixSource.Trace;

    /// <summary>Running tasks that may be moved for each 1,000 arrivals, 0 to 1,000; default 0.</summary>
    public int MovesPerThousandArrivals { get; init; }

    /// <summary>Refuses what no replay could be made of.</summary>
    /// <exception cref="ArgumentException">No task or no node has an accelerator, or an option is out
    /// of its range.</exception>
    internal void Check(IReadOnlyList<Node> nodes, IReadOnlyList<RecordedTask> tasks)
    {
        if (nodes.All(node => node.GpuCount == 0))
            throw new ArgumentException("no node has an accelerator; give a fleet that has some");
        if (tasks.All(task => task.Request.GpuCount == 0))
            throw new ArgumentException("no task asks for an accelerator; give a workload that does");
        if (!(Inflation is >= InflationMin and <= InflationMax))
        {
            throw new ArgumentException(
                $"the inflation is {Inflation}; choose one from {InflationMin} to {InflationMax}");
        }

        if (MovesPerThousandArrivals is < 0 or > MovesMax)
        {
            throw new ArgumentException(
                $"the moves for each 1,000 arrivals are {MovesPerThousandArrivals}; choose 0 to {MovesMax}");
        }
    }
}

/// <summary>Where a placement policy learns from which tasks a workload is made of.</summary>
public enum MixSource
{
    /// <summary>From the whole trace before the first arrival.</summary>
    Trace,

    /// <summary>From the arrivals seen so far, as a live cluster must.</summary>
    Arrivals,
}

namespace Headroom.Simulation.Sharing;

/// <summary>What became of the hours of all accelerators.</summary>
/// <param name="Held">Held by jobs that ran, stopped or restarted.</param>
/// <param name="Repeated">Lost because work since the last save was repeated after a preemption.</param>
/// <param name="Restarting">Lost because preempted jobs restarted.</param>
/// <param name="Transferring">Spent waiting for data from other regions.</param>
public sealed record GpuHours(double Held, double Repeated, double Restarting, double Transferring)
{
    /// <summary>Thousandths of an accelerator times milliseconds that are an hour of one.</summary>
    internal const double MilliMilliseconds = 3_600_000_000.0;

    /// <summary>Lost to preemption.</summary>
    public double Lost => Repeated + Restarting;

    /// <summary>Work that counted.</summary>
    public double Delivered => Held - Lost - Transferring;
}

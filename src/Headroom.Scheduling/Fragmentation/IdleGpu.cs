namespace Headroom.Scheduling.Fragmentation;

/// <summary>
/// The idle accelerators of a node, in thousandths, split by what a target mix can make of them (FGD, ATC'23,
/// section 4.2 and figure 5).
/// </summary>
/// <param name="LackBoth">Q1: neither CPU nor accelerators suffice.</param>
/// <param name="LackGpu">Q2: CPU suffices, accelerators do not.</param>
/// <param name="Usable">Q3: the task fits and uses them.</param>
/// <param name="LackCpu">Q4: accelerators suffice, CPU does not.</param>
/// <param name="NotAskedFor">XL: the task needs no accelerator and its CPU is there.</param>
/// <param name="NotAskedForLackCpu">XR: the task needs no accelerator and its CPU is not there.</param>
/// <param name="NoAccess">NA: the task does not accept this chip model.</param>
public readonly record struct IdleGpu(
    double LackBoth, double LackGpu, double Usable, double LackCpu,
    double NotAskedFor, double NotAskedForLackCpu, double NoAccess)
{
    /// <summary>
    /// Thousandths that are fragmented: everything but <see cref="Usable"/>, added in the published order.
    /// </summary>
    public double Fragmented => LackBoth + LackGpu + LackCpu + NotAskedFor + NotAskedForLackCpu + NoAccess;
}

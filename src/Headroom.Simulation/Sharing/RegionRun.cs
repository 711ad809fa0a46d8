namespace Headroom.Simulation.Sharing;

/// <summary>What ran in one region.</summary>
/// <param name="Region">Name of the region; empty where the fleet names none.</param>
/// <param name="Gpus">Accelerators that it has.</param>
/// <param name="GpuHours">Accelerator hours held there.</param>
/// <param name="DemandOverSupply">
/// Those hours over what its accelerators have between the first and the last submission: above 1 it was asked for more
/// than it could give in that time. 0 when all jobs were submitted at once.
/// </param>
/// <param name="Price">Price of those hours, in thousandths of the currency.</param>
/// <param name="CarbonKilograms">Carbon dioxide of those hours.</param>
/// <param name="ReceivedGiB">Data that was sent there for jobs.</param>
/// <param name="TransferPrice">Price of sending it, in thousandths of the currency.</param>
public sealed record RegionRun(
    string Region, double Gpus, double GpuHours, double DemandOverSupply, double Price, double CarbonKilograms,
    double ReceivedGiB, double TransferPrice);

namespace Headroom.Cluster;

/// <summary>What one task asks of one node.</summary>
/// <param name="CpuMillicores">Thousandths of a core, at least 0.</param>
/// <param name="MemoryMiB">Memory, at least 0.</param>
/// <param name="GpuCount">Accelerators, 0 to <see cref="Node.GpuCountMax"/>.</param>
/// <param name="GpuMilli">
/// Thousandths of each of those accelerators, 1 to <see cref="WholeGpuMilli"/>; 0 exactly when
/// <paramref name="GpuCount"/> is 0. Less than a whole one is allowed only with a single accelerator.
/// </param>
/// <param name="ChipModels">
/// Models that will do, joined by '|'; empty for any. Kept as written, because the published experiment tells
/// classes of tasks apart by the text.
/// </param>
public sealed record TaskRequest(long CpuMillicores, long MemoryMiB, int GpuCount, int GpuMilli, string ChipModels)
{
    /// <summary>A whole accelerator in thousandths.</summary>
    public const int WholeGpuMilli = 1000;

    /// <summary>Thousandths of an accelerator over all that the task asks for.</summary>
    public int GpuMilliTotal => GpuCount * GpuMilli;

    /// <summary>Whether accelerators of <paramref name="chipModel"/> will do.</summary>
    public bool Admits(string chipModel) => ChipModels.Length == 0 || ChipModels.Split('|').Contains(chipModel);
}

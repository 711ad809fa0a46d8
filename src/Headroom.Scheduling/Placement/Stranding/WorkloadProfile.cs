using Headroom.Cluster;
using Headroom.Scheduling.Sharing;
using Headroom.Scheduling.Workloads;

namespace Headroom.Scheduling.Placement.Stranding;

/// <summary>
/// What is known about a workload's mix, in whole numbers: all that the stranding score learns from it.
/// </summary>
internal sealed class WorkloadProfile
{
    // The tenth of the demand that needs the least CPU: what a node short of CPU can still be filled with.
    private const long LightPercent = 10;

    /// <summary>The profile of a workload.</summary>
    /// <param name="workload">How many tasks ask for each request; empty when nothing is known.</param>
    public WorkloadProfile(IReadOnlyCollection<RequestCount> workload)
    {
        var onGpus = workload.Where(entry => entry.Request.GpuCount > 0).ToList();
        Parts = GpuParts.For(onGpus
            .Where(entry => entry.Request.GpuMilli < TaskRequest.WholeGpuMilli)
            .GroupBy(
                entry => entry.Request.GpuMilli,
                entry => entry.Count,
                (size, counts) => new SizeDemand(size, counts.Sum())));
        GpuMilli = onGpus.Sum(entry => entry.GpuMilli);
        if (GpuMilli == 0) return;

        var cpu = onGpus.Sum(entry => entry.Request.CpuMillicores * entry.Count);
        FedByMeanTasks = Fixed.Ratio(GpuMilli, cpu);
        FedByLightTasks = LightestTenth(onGpus);
        Pinned = [.. onGpus
            .Where(entry => entry.Request.ChipModels.Length > 0)
            .GroupBy(entry => entry.Request.ChipModels, StringComparer.Ordinal)
            .Select(group => new RequestCount(group.First().Request, group.Sum(entry => entry.GpuMilli)))];
    }

    /// <summary>What parts of one accelerator are worth.</summary>
    public GpuParts Parts { get; }

    /// <summary>Demand for accelerators, in thousandths.</summary>
    public long GpuMilli { get; }

    /// <summary>
    /// Thousandths of an accelerator that a thousandth of a core serves on average, as a <see cref="Fixed"/> ratio.
    /// </summary>
    public long FedByMeanTasks { get; } = Fixed.Abundant;

    /// <summary>The same for the tenth of the demand that needs the least CPU.</summary>
    public long FedByLightTasks { get; } = Fixed.Abundant;

    /// <summary>
    /// Demand that only some chip models will do for: a request of each kind, with its
    /// thousandths in place of its count.
    /// </summary>
    public IReadOnlyList<RequestCount> Pinned { get; } = [];

    private long LightestTenth(List<RequestCount> onGpus)
    {
        var reached = 0L;
        return onGpus
            .Select(entry =>
                (Fed: Fixed.Ratio(entry.Request.GpuMilliTotal, entry.Request.CpuMillicores), entry.GpuMilli))
            .OrderByDescending(entry => entry.Fed)
            .First(entry => (reached += entry.GpuMilli) * 100 >= GpuMilli * LightPercent)
            .Fed;
    }
}

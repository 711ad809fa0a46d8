using Headroom.Cluster;
using Headroom.Scheduling.Workloads;

namespace Headroom.Scheduling.Fragmentation;

/// <summary>
/// The tasks that a fleet is expected to be asked for: the most frequent classes of a workload, which is what idle
/// accelerators are judged against (FGD, ATC'23, section 4.1, "target workload").
/// </summary>
/// <param name="Classes">Classes by falling frequency; their frequencies add up to 1. Empty when
/// nothing is known.</param>
public sealed record TargetMix(IReadOnlyList<MixClass> Classes)
{
    // The experiment keeps the classes that make up 95 % of all tasks.
    private const long KeptPercent = 95;

    /// <summary>The target mix of a workload. Memory tells no classes apart, as in the published experiment.</summary>
    public static TargetMix Of(IReadOnlyCollection<RequestCount> workload)
    {
        var classes = workload
            .GroupBy(
                entry => entry.Request with { MemoryMiB = 0 },
                entry => entry.Count,
                (request, counts) => new RequestCount(request, counts.Sum()))
            .OrderByDescending(entry => entry.Count)
            .ThenByDescending(entry => entry.Request.CpuMillicores)
            .ThenByDescending(entry => entry.Request.GpuMilli)
            .ThenByDescending(entry => entry.Request.GpuCount)
            .ThenByDescending(entry => entry.Request.ChipModels, StringComparer.Ordinal);
        var total = workload.Sum(entry => entry.Count);
        var kept = 0L;
        var frequent = new List<RequestCount>();
        foreach (var entry in classes)
        {
            if (kept * 100 >= total * KeptPercent) break;
            kept += entry.Count;
            frequent.Add(entry);
        }

        // First by the total, then by the share kept: the order of the published simulator's operations.
        var share = (double)kept / total;
        return new TargetMix(
            [.. frequent.Select(entry => new MixClass(entry.Request, (double)entry.Count / total / share))]);
    }
}

/// <summary>One class of a <see cref="TargetMix"/>.</summary>
/// <param name="Request">What its tasks ask for; memory is 0.</param>
/// <param name="Frequency">Their part of the mix, above 0 and at most 1.</param>
public sealed record MixClass(TaskRequest Request, double Frequency);

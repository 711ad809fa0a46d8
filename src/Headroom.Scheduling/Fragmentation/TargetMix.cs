using Headroom.Cluster;

namespace Headroom.Scheduling.Fragmentation;

/// <summary>
/// The tasks that a fleet is expected to be asked for: the most frequent classes of a workload, which is what idle
/// accelerators are judged against (FGD, ATC'23, section 4.1, "target workload").
/// </summary>
/// <param name="Classes">Classes by falling frequency; their frequencies add up to 1.</param>
public sealed record TargetMix(IReadOnlyList<MixClass> Classes)
{
    // The experiment keeps the classes that make up 95 % of all tasks.
    private const long KeptPercent = 95;

    /// <summary>The mix of <paramref name="requests"/>. Memory tells no classes apart, as in the published experiment.</summary>
    public static TargetMix Of(IEnumerable<TaskRequest> requests)
    {
        var counted = requests
            .Select(request => request with { MemoryMiB = 0 })
            .CountBy(request => request)
            .OrderByDescending(entry => entry.Value)
            .ThenByDescending(entry => entry.Key.CpuMillicores)
            .ThenByDescending(entry => entry.Key.GpuMilli)
            .ThenByDescending(entry => entry.Key.GpuCount)
            .ThenByDescending(entry => entry.Key.ChipModels, StringComparer.Ordinal)
            .ToList();
        var total = counted.Sum(entry => (long)entry.Value);
        var kept = 0L;
        var frequent = counted.TakeWhile(entry =>
        {
            if (kept * 100 >= total * KeptPercent) return false;
            kept += entry.Value;
            return true;
        }).ToList();

        // First by the total, then by the share kept: the order of the published simulator's operations.
        var share = (double)kept / total;
        return new TargetMix([.. frequent.Select(entry => new MixClass(entry.Key, entry.Value, (double)entry.Value / total / share))]);
    }
}

/// <summary>One class of a <see cref="TargetMix"/>.</summary>
/// <param name="Request">What its tasks ask for; memory is 0.</param>
/// <param name="Count">How many tasks of the workload belong to it.</param>
/// <param name="Frequency">Their part of the mix, above 0 and at most 1.</param>
public sealed record MixClass(TaskRequest Request, int Count, double Frequency);

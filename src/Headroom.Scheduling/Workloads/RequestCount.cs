using Headroom.Cluster;

namespace Headroom.Scheduling.Workloads;

/// <summary>How many tasks ask for the same.</summary>
/// <param name="Request">What each asks for.</param>
/// <param name="Count">Tasks, at least 1.</param>
public readonly record struct RequestCount(TaskRequest Request, long Count)
{
    /// <summary>Thousandths of accelerators that they ask for together.</summary>
    public long GpuMilli => Request.GpuMilliTotal * Count;

    /// <summary>Counts <paramref name="requests"/>, in order of first occurrence.</summary>
    public static IReadOnlyCollection<RequestCount> Of(IEnumerable<TaskRequest> requests) =>
        [.. requests.CountBy(request => request).Select(entry => new RequestCount(entry.Key, entry.Value))];
}

using Headroom.Cluster;

namespace Headroom.Scheduling.Plans;

/// <summary>What a cycle found about a job that waits.</summary>
/// <param name="Job">The job.</param>
/// <param name="Hold">Why it waits.</param>
public readonly record struct Verdict(JobId Job, Hold Hold);

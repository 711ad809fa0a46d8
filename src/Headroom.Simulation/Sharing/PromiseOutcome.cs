using Headroom.Cluster;

namespace Headroom.Simulation.Sharing;

/// <summary>The first promise that a job was given, against what came of it. Times are in milliseconds.</summary>
/// <param name="Job">The job.</param>
/// <param name="MadeAt">When it was promised.</param>
/// <param name="PromisedStart">The start it was promised.</param>
/// <param name="ActualStart">Its first start after that; null when it never started.</param>
public sealed record PromiseOutcome(JobId Job, long MadeAt, long PromisedStart, long? ActualStart)
{
    /// <summary>How much later it started, in milliseconds; 0 when it did not.</summary>
    public long LateMilliseconds => Math.Max(0, (ActualStart ?? PromisedStart) - PromisedStart);
}

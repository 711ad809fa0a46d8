using Headroom.Cluster;

namespace Headroom.Simulation.Sharing;

/// <summary>What became of one job. Times are in milliseconds.</summary>
/// <param name="Job">The job.</param>
/// <param name="End">How it ended.</param>
/// <param name="Started">Its first start; null when it never ran.</param>
/// <param name="Ended">Its end; null when it waited or ran at the end of the run.</param>
/// <param name="WaitMilliseconds">Time from its submission to its end in which it neither ran nor stopped.</param>
/// <param name="Preemptions">How often it was stopped for another.</param>
public sealed record SharedOutcome(
    JobId Job, JobEnd End, long? Started, long? Ended, long WaitMilliseconds, int Preemptions);

/// <summary>How a job ended.</summary>
public enum JobEnd
{
    /// <summary>It waited or ran at the end of the run.</summary>
    None,

    /// <summary>With success.</summary>
    Finished,

    /// <summary>Without success.</summary>
    Failed,

    /// <summary>Its user gave up on it.</summary>
    Cancelled,
}

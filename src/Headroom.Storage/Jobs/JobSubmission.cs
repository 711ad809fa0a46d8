using Headroom.Cluster;

namespace Headroom.Storage.Jobs;

/// <summary>What a submission says that the scheduler does not need to know.</summary>
/// <param name="Job">The job, submitted by an event of the same batch.</param>
/// <param name="Tenant">Who is charged, and who may see it.</param>
/// <param name="Text">The submission as JSON: command, environment, output and so on. Never read here.</param>
public sealed record JobSubmission(JobId Job, string Tenant, string Text);

/// <summary>Why a job waits, as the last cycle found.</summary>
/// <param name="Job">A job that waits.</param>
/// <param name="Reason">Number of the reason in the scheduler's enumeration; 0 for none.</param>
public sealed record JobVerdict(JobId Job, int Reason);

/// <summary>What an engine says of an attempt. The last report counts.</summary>
/// <param name="Run">The attempt.</param>
/// <param name="State">How far it came.</param>
/// <param name="At">When, in milliseconds as events count them.</param>
/// <param name="External">The engine's own name for it; empty while unknown.</param>
/// <param name="Exit">Exit code of the job; null while it has none.</param>
/// <param name="Detail">Anything its user should read; may be empty.</param>
public sealed record AttemptReport(
    RunId Run, AttemptState State, long At, string External = "", int? Exit = null, string Detail = "")
{
    /// <summary>Processor time of all its processes, in milliseconds; null where it is not known.</summary>
    public long? CpuMilliseconds { get; init; }

    /// <summary>Most memory of one of its tasks, in bytes; null where it is not known.</summary>
    public long? PeakBytes { get; init; }

    /// <summary>
    /// For an ending that was heard of late, as nobody listened: until when its chips are charged, in milliseconds as
    /// events count them. Null where they are charged until the event.
    /// </summary>
    public long? RanUntil { get; init; }
}

using Headroom.Cluster;
using Headroom.Traces.Tables;

namespace Headroom.Traces.Jobs;

/// <summary>How one format writes a job. Bound to the header of one file.</summary>
internal interface IJobForm
{
    /// <summary>Whether submission is written as a date, so that the history's zero is its earliest one.</summary>
    bool IsDated => false;

    /// <summary>What the line says; of no meaning when <paramref name="row"/> has a fault afterwards.</summary>
    JobLine Read(ref TableRow row, long line);
}

/// <summary>What a line without faults says: a job, or why there is none.</summary>
/// <param name="Job">The job; null when the line is about none that ran.</param>
/// <param name="LeftOut">
/// Why the job cannot be replayed; null for a job, and for a step of a job listed on another line.
/// </param>
internal readonly record struct JobLine(RecordedJob? Job, string? LeftOut = null)
{
    /// <summary>A part of a job that has its own line.</summary>
    public static JobLine Step => default;

    /// <summary>The job that never started; null for any other line, and where the line does not tell enough.</summary>
    public UnstartedJob? Unstarted { get; init; }
}

using Headroom.Scheduling.Backfill;
using Headroom.Scheduling.Gangs;

namespace Headroom.Simulation.Queueing;

/// <summary>One replay of a queue with what a report draws: every job, and the load over time.</summary>
/// <param name="Summary">The figures of the run.</param>
/// <param name="Jobs">Finished jobs in order of submission.</param>
/// <param name="Load">Load over time in periods of equal length, at most <see cref="LoadSeries.PeriodsMax"/>.</param>
/// <param name="Events">Every start, stop and finish in order; empty unless
/// <see cref="QueueOptions.KeepEvents"/>.</param>
/// <param name="Promises">Every reservation made or moved, in order; empty unless
/// <see cref="QueueOptions.KeepEvents"/>.</param>
public sealed record RecordedQueueRun(
    QueueRun Summary,
    IReadOnlyList<JobOutcome> Jobs,
    IReadOnlyList<LoadPeriod> Load,
    IReadOnlyList<QueueEvent> Events,
    IReadOnlyList<Reservation> Promises);

/// <summary>What became of one job. Times are seconds since the history's own zero.</summary>
/// <param name="Id">The job's name in its history.</param>
/// <param name="Order">Its rank in the order of submission, from 0.</param>
/// <param name="GpuCount">Accelerators of its gang.</param>
/// <param name="SubmittedSeconds">Submission.</param>
/// <param name="StartedSeconds">First start.</param>
/// <param name="FinishedSeconds">Finish.</param>
/// <param name="WaitSeconds">Time not running between submission and finish.</param>
public sealed record JobOutcome(
    string Id, int Order, int GpuCount,
    double SubmittedSeconds, double StartedSeconds, double FinishedSeconds, double WaitSeconds);

/// <summary>Means over one period of time.</summary>
/// <param name="StartSeconds">Begin of the period, in seconds since the history's own zero.</param>
/// <param name="BusyGpus">Accelerators held by running jobs.</param>
/// <param name="WaitingJobs">Jobs that were submitted and did not run.</param>
public sealed record LoadPeriod(double StartSeconds, double BusyGpus, double WaitingJobs);

/// <summary>One thing that happened to a job.</summary>
/// <param name="Seconds">When, in seconds since the history's own zero.</param>
/// <param name="Kind">What.</param>
/// <param name="Order">The job, by its rank in the order of submission.</param>
/// <param name="Nodes">Where it started; empty for other kinds and under policies that place by count alone.</param>
public sealed record QueueEvent(double Seconds, QueueEventKind Kind, int Order, GangNodes Nodes);

/// <summary>Kinds of event. The numbers go into digests: never renumber.</summary>
public enum QueueEventKind
{
    /// <summary>The job started or resumed.</summary>
    Started = 1,

    /// <summary>The job was stopped for another one.</summary>
    Stopped = 2,

    /// <summary>The job is done.</summary>
    Finished = 3,
}

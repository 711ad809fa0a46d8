using Headroom.Cluster;
using Headroom.Scheduling.Backfill;
using Headroom.Scheduling.Prediction;
using Headroom.Scheduling.Queueing;

namespace Headroom.Simulation.Queueing;

/// <summary>Replays a recorded history of jobs over time on a cluster of equal nodes.</summary>
/// <remarks>
/// Jobs that ask for no accelerator take nothing and run at once; jobs larger than the fleet are left out and counted.
/// The rest waits in one queue, in order of submission and then as in the history.
/// </remarks>
public static class QueueReplay
{
    /// <summary>Names of the policies.</summary>
    public static IReadOnlyList<string> PolicyNames { get; } = QueuePolicies.All;

    /// <summary>Replays <paramref name="jobs"/> on <paramref name="fleet"/>.</summary>
    /// <exception cref="ArgumentException">
    /// The policy is unknown, or a job or the fleet is out of range; the message names which and how.
    /// </exception>
    public static QueueRun Run(IReadOnlyList<RecordedJob> jobs, GpuFleetShape fleet, QueueOptions options) =>
        RunRecorded(jobs, fleet, options).Summary;

    /// <summary>The same, with what became of every job and the load over time.</summary>
    /// <inheritdoc cref="Run" path="/exception"/>
    public static RecordedQueueRun RunRecorded(
        IReadOnlyList<RecordedJob> jobs, GpuFleetShape fleet, QueueOptions options)
    {
        Check(fleet, options);
        var replayJobs = ReplayJobs.Of(jobs, fleet);
        var promises = options.KeepEvents ? new List<Reservation>() : null;
        var ledger = Replay(replayJobs, fleet, options, promises);
        var outcomes = ledger.Outcomes();
        var summary = QueueMetrics.Summarise(options, fleet, replayJobs, ledger, outcomes);
        return new RecordedQueueRun(summary, outcomes, ledger.Load.ToPeriods(), ledger.Events, promises ?? []);
    }

    private static RunLedger Replay(
        ReplayJobs jobs, GpuFleetShape fleet, QueueOptions options, List<Reservation>? promises)
    {
        IQueuePolicy? policy = options.Policy switch
        {
            QueuePolicies.Fifo => new FirstComeFirstServed(fleet),
            QueuePolicies.ShortestJobFirst => new ShortestFirst(fleet),
            QueuePolicies.Easy => new EasyBackfill(fleet, promises),
            QueuePolicies.Conservative => new ConservativeBackfill(fleet, promises),
            QueuePolicies.Predicted => new ShortestPredictedFirst(fleet),
            _ => null,
        };
        var ledger = new RunLedger(jobs, policy is null ? 1 : 1000, options.KeepEvents);
        if (policy is not null) new ForwardReplay(jobs, options, ledger, policy).Run();
        else PreemptiveReplay.Run(jobs, fleet, options, ledger);

        return ledger;
    }

    private static void Check(GpuFleetShape fleet, QueueOptions options)
    {
        if (!PolicyNames.Contains(options.Policy))
            throw new ArgumentException($"Unknown policy '{options.Policy}'; known are {string.Join(", ", PolicyNames)}.", nameof(options));

        if (fleet.NodeCount is < 1 or > GpuFleetShape.NodeCountMax
            || fleet.GpusPerNode is < 1 or > GpuFleetShape.GpusPerNodeMax)
        {
            throw new ArgumentException(
                $"A cluster of {fleet.NodeCount}x{fleet.GpusPerNode} cannot be replayed; write NODESxGPUS with 1 to {GpuFleetShape.NodeCountMax} nodes "
                + $"of 1 to {GpuFleetShape.GpusPerNodeMax} accelerators.",
                nameof(fleet));
        }
    }
}

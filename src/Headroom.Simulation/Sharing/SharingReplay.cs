using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Plans;

namespace Headroom.Simulation.Sharing;

/// <summary>Replays jobs on a shared pool in virtual time, as a scheduler decides, and measures the run.</summary>
/// <remarks>
/// <para>
/// At each instant jobs end first: they save, finish, reach their time limit or stop. Then others are submitted or
/// cancelled and nodes change. Then the scheduler is asked once, and what it decided happens. Where preempted jobs stop
/// at once, it is asked again at the same instant until none stops.
/// </para>
/// <para>
/// Work is counted in milliseconds at full speed with all tasks; an elastic job with fewer tasks takes longer in
/// proportion, rounded up. A preempted job keeps what it had done at the last whole multiple of its checkpoint interval
/// since its start; when it is given time to stop and saves at all, it saves at the stop and keeps everything. A
/// restart takes its time before work goes on. The scheduler is told of saves at each multiple, or, where one run would
/// have more than a thousand, at a whole number of multiples. A job without a time limit of its own has none.
/// </para>
/// </remarks>
public static class SharingReplay
{
    // So many numbers may be spent on service by queue and period; with very many queues there are fewer periods.
    private const int PeriodCellsMax = 1_000_000;
    private const int PeriodsMin = 20;

    /// <summary>
    /// Replays <paramref name="jobs"/> until nothing can happen any more, or the options cut the run off.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// A job, the policy, the fleet or an option is out of range; the message names which and how.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The scheduler decided what cannot be done, or goes round in a circle; the message names the decision.
    /// </exception>
    public static SharingRun Run(
        IReadOnlyList<SharedJob> jobs, Fleet fleet, SharingPolicy policy, IPoolScheduler scheduler,
        SharingOptions options)
    {
        SharingInput.Check(jobs, fleet, options);
        var state = new ClusterState(fleet);
        var tree = new QueueTree(policy, state.Resources);
        var outside = new Outside(jobs, options.NodeChanges);
        var periods = Math.Clamp(PeriodCellsMax / tree.Count / 2 * 2, PeriodsMin, SharingRun.PeriodsMax);
        var ledger = new SharingLedger(jobs, state, outside.FirstSubmission, periods, options);
        var pool = new SharedPool(state, ledger, policy);
        var loop = new SharingLoop(pool, outside, tree, scheduler, options);
        loop.Run();
        ledger.Close(loop.CutOff);
        return SharingSummary.Of(scheduler.Name, pool, tree, loop);
    }
}

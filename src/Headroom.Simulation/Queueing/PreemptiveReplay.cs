using Headroom.Cluster;

namespace Headroom.Simulation.Queueing;

/// <summary>
/// Replays a queue under a policy that may stop and resume jobs at every event. Time is seconds in double precision
/// and every formula keeps the order of operations of the published experiment (Muri, SIGCOMM'22), because its
/// printed digits depend on it.
/// </summary>
internal static class PreemptiveReplay
{
    /// <summary>Runs to the last finish.</summary>
    public static void Run(ReplayJobs jobs, GpuFleetShape fleet, QueueOptions options, RunLedger ledger)
    {
        foreach (var order in jobs.AtOnce)
        {
            var work = JobWork.Of(jobs.All[order], options.Overhead);
            var submitted = jobs.All[order].SubmittedMilliseconds / 1000.0;
            ledger.RanAtOnce(order, submitted, submitted + (work.Steps * work.SecondsPerStep) + work.SwitchOnSeconds);
        }

        var progress = new JobProgress(jobs, options.Overhead, ledger);
        var arrivals = new Arrivals(jobs);
        var timesAccelerators = options.Policy == QueuePolicies.ShortestRemainingService;
        if (options.Policy == QueuePolicies.Tiresias)
            new AttainedServiceReplay(fleet, progress, arrivals, ledger).Run();
        else
            new RemainingTimeReplay(fleet, progress, arrivals, ledger, timesAccelerators).Run();
    }
}
